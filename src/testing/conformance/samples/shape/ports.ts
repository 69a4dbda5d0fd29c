import type { FlowKind } from '../../../../model/flow-kinds';
import { kinds } from '../../../../model/kinds';
import { host, port } from '../pool';
import { containers, type Draft, remove, routes, rows, type Shaper, untaken } from './draft';

const isReachable = (flow: Draft) => 'expose' in kinds[flow.kind as FlowKind];
const above = (port: number) => (port % 65535) + 1;

/** Keeps either `port` or `ports`, makes names and numbers unique, and leaves at least one port for a Service. */
export const ports: Shaper = (flow, turn) => {
  if ('port' in kinds[flow.kind as FlowKind]) mainPorts(flow, turn);
  const listens = portsOf(flow);
  const [listening, offered] = [new Set<number>(), new Set<number>()];
  for (const port of listens) port.port = untaken((port.port as number | undefined) ?? 8080, listening, above);
  for (const port of listens.filter(({ servicePort }) => servicePort !== false)) {
    const wanted = (port.servicePort ?? port.port) as number;
    const found = untaken(wanted, offered, above);
    if (found !== wanted || port.servicePort !== undefined) port.servicePort = found;
  }
  uniqueNames(flow);
  for (const port of listens) namesAndTargets(port, port !== flow, listens.length);
};

/** Gives a port that is the target of a name a name, and leaves the ports of a Service with several ports their names. */
function namesAndTargets(port: Draft, isNamed: boolean, count: number): void {
  if (port.servicePort === false) delete port.containerPort;
  if (port.servicePortName === false && count > 1) delete port.servicePortName;
  const hasName = isNamed && port.containerPort !== false && port.containerPortName !== false;
  if (port.targetPort === 'name' && !hasName) port.targetPort = 'number';
}

function mainPorts(flow: Draft, turn: number): void {
  const hasSidecarPorts = rows(flow, 'sidecars').some(([, sidecar]) => sidecar.ports !== undefined);
  if (flow.ports !== undefined && flow.port !== undefined) remove(flow, turn % 2 === 0 ? 'port' : 'ports');
  if (flow.ports === undefined && flow.port === undefined && isReachable(flow)) flow.port = 8080;
  if (flow.port === undefined) remove(flow, 'servicePort', 'servicePortName', 'nodePort');
  const [first] = rows(flow, 'ports');
  if (isReachable(flow) && first?.[1].servicePort === false) delete first[1].servicePort;
  if (isReachable(flow) && flow.servicePort === false && !hasSidecarPorts) delete flow.servicePort;
  if (flow.port !== undefined && flow.servicePort !== false && hasSidecarPorts) flow.servicePortName ??= 'main';
}

/** Makes the names of all ports unique. */
function uniqueNames(flow: Draft): void {
  for (const [name, sidecar] of rows(flow, 'sidecars')) {
    const named = rows(sidecar, 'ports').map(
      ([key, port]) => [key.endsWith('-s') ? key : `${name[0]}-s`, port] as const,
    );
    if (named.length > 0) sidecar.ports = Object.fromEntries(named);
  }
  const taken = new Set<string>();
  for (const [key, port] of [...containers(flow).flatMap((one) => rows(one, 'ports')), ['main', flow] as const]) {
    if (port.servicePortName === false) continue;
    const wanted = (port.servicePortName as string | undefined) ?? key;
    if (taken.has(wanted)) port.servicePortName = untaken(`${wanted}-2`, taken, (name) => `${name.slice(0, 10)}-x`);
    taken.add(wanted);
  }
}

function portsOf(flow: Draft): Draft[] {
  const single = flow.port === undefined ? [] : [flow];
  return [...single, ...containers(flow).flatMap((one) => rows(one, 'ports').map(([, port]) => port))];
}

/** Lets routes use a named port, if possible another one than their default. */
export const routePort: Shaper = (flow) => {
  const [name] = containers(flow)
    .flatMap((one) => rows(one, 'ports'))
    .findLast(([, { servicePort }]) => servicePort !== false) ?? [undefined];
  for (const route of routes(flow)) {
    for (const holder of [route, ...((route.paths ?? []) as (string | Draft)[])]) {
      if (typeof holder === 'string' || holder.port === undefined) continue;
      if (name === undefined || holder.to !== undefined) delete holder.port;
      else holder.port = name;
    }
    const paths = (route.paths ?? []) as (string | Draft)[];
    for (const path of paths) if (typeof path !== 'string' && path.to !== undefined) path.to = { host, port };
  }
};
