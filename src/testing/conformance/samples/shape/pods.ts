import { BuiltImage } from '../../../../model/image';
import { host, instances, peer, port } from '../pool';
import { chooseOne, containers, type Draft, part, remove, rows, type Shaper } from './draft';

/** Gives the containers of a pod different names. */
export const containerNames: Shaper = (flow) => {
  for (const [table, prefix] of [
    ['init', 'first-'],
    ['sidecars', 'beside-'],
  ] as const) {
    if (flow[table] === undefined) continue;
    const named = rows(flow, table).map(([name, one]) => [name.startsWith(prefix) ? name : prefix + name, one]);
    flow[table] = Object.fromEntries(named);
  }
  if (Array.isArray(flow.waitFor)) flow.waitFor = flow.waitFor.slice(0, 1).map(() => ({ host, port }));
};

/** Gives a flow with an order of lists two variables that the two orders place differently, and a second container. */
export const orders: Shaper = (flow) => {
  if (flow.listOrder !== undefined) flow.env = { ...part(flow, 'env'), LATER: '1', EARLIER: '2' };
  if (flow.containerOrder === undefined) return;
  flow.sidecars = { ...part(flow, 'sidecars'), 'beside-order': { native: false } };
  flow.containerOrder = ['beside-order'];
};

/** Uses an image that the application builds if a tag or a digest is set. */
export const pins: Shaper = (flow) => {
  flow.image ??= 'redis:7.4';
  if (flow.tag !== undefined || flow.digest !== undefined) flow.image = instances.find(BuiltImage.is);
};

/** Whether settings are only allowed with `security: none`. */
function isWeak({ nonRoot, allowPrivilegeEscalation }: Draft): boolean {
  return nonRoot === false || allowPrivilegeEscalation === true;
}

/** Makes pods meet their Pod Security Standard, except at every fourth turn. */
export const standard: Shaper = (flow, turn) => {
  if (flow.security === 'none' || turn % 4 === 0) return;
  const pod = part(flow, 'podSecurity');
  const all = [...containers(flow), ...(pod ? [pod] : [])];
  if (turn % 4 === 1 && flow.security === undefined && all.some(isWeak)) {
    flow.security = 'none';
    return;
  }
  for (const settings of all) {
    if (settings.user === 0) settings.user = 1000;
    if (settings.nonRoot === false) settings.nonRoot = true;
    if (settings.seccompProfile === 'Unconfined') settings.seccompProfile = 'RuntimeDefault';
    if (settings.allowPrivilegeEscalation === true) settings.allowPrivilegeEscalation = false;
  }
  for (const container of containers(flow)) {
    if (container.privileged === true) delete container.privileged;
    const rights = part(container, 'capabilities');
    if (rights?.add !== undefined) rights.add = ['NET_BIND_SERVICE'];
    if (rights?.drop !== undefined) rights.drop = ['ALL', 'CHOWN'];
  }
};

/** Replaces the names of other flows by that of the peer, which exists. */
export const neighbours: Shaper = (flow) => {
  if (flow.before !== undefined) flow.before = [peer.id];
  const placement = part(flow, 'placement');
  for (const side of ['near', 'apart']) {
    for (const other of (placement?.[side] ?? []) as Draft[]) if (other.flow !== undefined) other.flow = peer.id;
  }
};

/** Keeps either an existing service account or the options of a new one. */
export const account: Shaper = (flow, turn) => {
  const said = part(flow, 'serviceAccount');
  if (!said || said.existing === undefined) return;
  if (said.annotations === undefined && said.rules === undefined) return;
  remove(said, ...(turn % 2 === 0 ? ['existing'] : ['annotations', 'rules']));
};

/** Makes most flows neither external nor disabled. */
export const presence: Shaper = (flow, turn) => {
  if (turn % 4 !== 0) delete flow.external;
  if (turn % 4 !== 1 && flow.enabled === false) flow.enabled = true;
};

export const disruption: Shaper = (flow, turn) => {
  const budget = part(flow, 'disruption');
  if (budget) chooseOne(budget, ['minAvailable', 'maxUnavailable'], turn, { minAvailable: 1 });
};
