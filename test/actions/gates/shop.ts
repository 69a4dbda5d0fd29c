import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceFlow, WorkerFlow } from 'towpath';
import { type DeployOptions, deploy, gates, type PromoteOptions, promote, rollback, synth } from 'towpath/actions';
import { stringify } from 'yaml';
import type { Cluster, LiveObject } from '../../../src/cluster/cluster';
import { issueError } from '../../../src/diagnostics';
import { gatesAnnotation, releaseLabel } from '../../../src/kubernetes/labels';
import { define } from '../../helpers/define';
import { copyOf, folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { type MemoryCluster, memoryCluster } from '../../memory-cluster/memory-cluster';
import { handIn } from '../../scenarios/handed-in';

const Shop = define((app) => {
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1, port: 80, replicas: 1 });
  new WorkerFlow(app, 'wrk', {
    ...{ image: app.image('wrk', 'example/wrk'), user: 1, replicas: 1 },
    sidecars: { helper: { image: app.image('helper', 'example/helper'), user: 1 } },
  });
});

/** From now on it is this moment. Timers go on. */
export function setTime(moment: string): void {
  const real = [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
  ] as const;
  jest.useFakeTimers({
    now: new Date(moment),
    doNotFake: [...real, 'nextTick', 'queueMicrotask', 'performance', 'hrtime'],
  });
}

const start = '2026-11-02T08:00:00Z';

/**
 * A checkout with dev, whose v1 is deployed and ready since 2026-11-02T08:00:00Z, and prod, which has gates and v0. Both
 * are in one cluster in memory, in which nothing becomes ready by itself.
 */
export async function gatedShop(gatesOfProd: object) {
  setTime(start);
  beforeGates ??= deployedShop();
  const { root, cluster } = await beforeGates;
  const shop = shopIn(copyOf(root), cluster.copy(), gatesOfProd);
  shop.prod('v0');
  await shop.commit('gates');
  return shop;
}

export type GatedShop = Awaited<ReturnType<typeof gatedShop>>;

/** What all shops of a file of tests begin with. It is made once, and each shop gets a copy. */
let beforeGates: ReturnType<typeof deployedShop> | undefined;

/** The checkout and the cluster before prod gets its gates. */
async function deployedShop() {
  const cluster = memoryCluster();
  for (const name of ['dev', 'qa', 'prod'])
    await cluster.as('kubectl-create').create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const root = folderWith({ 'environments/dev.yaml': '', 'environments/prod.yaml': '', '.gitignore': 'kubeconfig*\n' });
  const shop = shopIn(root, cluster, {});
  shop.dev('v1');
  shop.prod('v0', {}, {});
  await synth(shop.options);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'config', 'user.name', 'Ada');
  git(root, 'config', 'user.email', 'ada@example.org');
  await shop.commit('first');
  await shop.deploy('dev');
  await shop.ready('api');
  await shop.ready('wrk');
  await shop.deploy('prod');
  return { root, cluster };
}

/** The verbs in a checkout, and what others do in its cluster. */
function shopIn(root: string, cluster: MemoryCluster, gatesOfProd: object) {
  const [kubeconfig, blind] = ['kubeconfig', 'kubeconfig-of-prod'].map((name) => join(root, name)) as [string, string];
  handIn(kubeconfig, () => cluster.as());
  handIn(blind, () => withoutDev(cluster.as()));
  const options = { root, kubeconfig, applications: { shop: Shop } };
  const client = cluster.as('kube-controller-manager');
  const write = (name: string, values: object, more: object = {}) =>
    writeFileSync(
      join(root, `environments/${name}.yaml`),
      stringify({ namespace: name, cluster: { context: 'loopback' }, ...more, apps: { shop: values } }),
    );
  return {
    root,
    kubeconfig,
    options,
    /** A kubeconfig whose account may not read dev. */
    blind,
    dev: (tag: string, values: object = {}) => write('dev', { tag, ...values }),
    prod: (tag: string, values: object = {}, more: object = { gates: gatesOfProd }) =>
      write('prod', { tag, ...values }, { promotesFrom: ['dev'], ...more }),
    environment: write,
    git: (...args: string[]) =>
      git(root, ...args)
        .toString()
        .trim(),
    /** Synthesizes, and commits everything with this message. */
    async commit(message: string) {
      await synth(options);
      git(root, 'add', '-A');
      git(root, 'commit', '--quiet', '--allow-empty', '-m', message);
    },
    deploy: (environment: string, more: Partial<DeployOptions> = {}) =>
      deploy({ ...options, environment, wait: false, ...more }),
    rollback: (environment: string) =>
      rollback({ ...options, environment, flows: ['shop'], wait: false, trustRecord: true, editsPins: false }),
    promote: (more: Partial<PromoteOptions> = {}) => promote({ ...options, to: 'prod', ...more }),
    gates: async (at?: string, more: object = {}) =>
      (await gates({ ...options, environment: 'prod', at: at === undefined ? undefined : new Date(at), ...more }))
        .gates,
    /** What controllers do: the flow has this number of ready pods. It wants one. */
    async ready(flow: 'api' | 'wrk', { namespace = 'dev', replicas = 1 } = {}) {
      const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: `shop-${flow}` };
      const found = (await client.get(ref)) as LiveObject;
      const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
      await client.replace({ ...found, status: { observedGeneration: found.metadata.generation, ...counts } });
    },
    /** What anybody can do who may write ConfigMaps in prod: the newest release has other gates. */
    async forgeGates(gates: object) {
      const configMaps = (await client.resources()).find('v1', 'ConfigMap');
      if (!configMaps) throw new Error('there are no ConfigMaps');
      const { items } = await client.list(configMaps, { namespace: 'prod', labelSelector: releaseLabel });
      const newest = [...items].sort((a, b) => a.metadata.name.localeCompare(b.metadata.name)).at(-1) as LiveObject;
      const annotations = { ...newest.metadata.annotations, [gatesAnnotation]: JSON.stringify(gates) };
      await client.replace({ ...newest, metadata: { ...newest.metadata, annotations } });
    },
    /** What a kubelet does: the only pod of a flow was created and restarted at these moments. */
    async pod(flow: 'api' | 'wrk', restartedAt?: string) {
      const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'dev', name: `shop-${flow}` };
      const owned = ({ apiVersion, kind, metadata: { name, uid } }: LiveObject) => [
        { apiVersion, kind, name, uid, controller: true },
      ];
      const set = await client.create({
        ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
        metadata: {
          ...{ name: `shop-${flow}`, namespace: 'dev' },
          ownerReferences: owned((await client.get(ref)) as LiveObject),
        },
      });
      const running = { name: flow, ready: true, image: 'x', imageID: 'x' };
      const restart = { restartCount: 1, state: { running: { startedAt: restartedAt } } };
      const containerStatuses = [{ ...running, restartCount: 0, ...(restartedAt !== undefined && restart) }];
      await client.create({
        ...{ apiVersion: 'v1', kind: 'Pod', status: { phase: 'Running', containerStatuses } },
        metadata: { name: `shop-${flow}-1`, namespace: 'dev', ownerReferences: owned(set as LiveObject) },
      });
    },
  };
}

/** The cluster for an account that may list nothing in the namespace of dev. */
function withoutDev(cluster: Cluster): Cluster {
  const list: Cluster['list'] = async (resource, options) => {
    if (options?.namespace === 'dev') throw issueError('cluster-forbidden', 'the account may not list objects in dev');
    return cluster.list(resource, options);
  };
  return new Proxy(cluster, {
    get: (target, key) =>
      key === 'list' ? list : (Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key)),
  });
}
