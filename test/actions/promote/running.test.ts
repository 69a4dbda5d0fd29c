import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceFlow, WorkerFlow } from 'towpath';
import { deploy, type PromoteOptions, promote, synth } from 'towpath/actions';
import type { LiveObject } from '../../../src/cluster/cluster';
import { issueError } from '../../../src/diagnostics';
import { keepHold } from '../../../src/release/store/hold-record';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { failure } from '../../helpers/outcome';
import { memoryCluster } from '../../memory-cluster/memory-cluster';
import { handIn } from '../../scenarios/handed-in';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const Shop = define((app) => {
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1, port: 80, replicas: 1 });
  new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1, replicas: 1 });
});

/** A workspace whose dev is deployed to a cluster in memory, in which nothing gets ready by itself. */
async function shopIn(tag: string, prod = 'v1.0.0') {
  const cluster = memoryCluster();
  for (const name of ['dev', 'prod'])
    await cluster.as('kubectl-create').create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const dev = (version: string) =>
    `namespace: dev\ncluster: { context: loopback }\napps: { shop: { tag: ${version} } }\n`;
  const root = folderWith({
    'environments/dev.yaml': dev(tag),
    'environments/prod.yaml': `promotesFrom: [dev]\nnamespace: prod\ncluster: { context: loopback }\napps: { shop: { tag: ${prod} } }\n`,
  });
  const kubeconfig = join(root, 'kubeconfig');
  let opened = 0;
  let isProdBroken = false;
  handIn(kubeconfig, () => {
    opened += 1;
    // The cluster of the source is opened first.
    if (isProdBroken && opened === 2) throw issueError('cluster-unreachable', 'no answer');
    return cluster.as();
  });
  const options = { root, kubeconfig, applications: { shop: Shop } };
  await synth(options);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  const client = cluster.as('kube-controller-manager');
  const workload = async (flow: string) =>
    (await client.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'dev',
      name: `shop-${flow}`,
    })) as LiveObject;
  const shop = {
    root,
    deploy: () => deploy({ ...options, environment: 'dev', wait: false }),
    pin: (version: string) => {
      writeFileSync(join(root, 'environments/dev.yaml'), dev(version));
      return synth(options);
    },
    workload,
    /** What controllers do: the pods of a flow are ready, and report a digest. */
    async ready(flow: string, reported?: string, replicas = 1) {
      const found = await workload(flow);
      const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
      const status = { observedGeneration: found.metadata.generation, ...counts };
      const owned = (owner: LiveObject) => [
        {
          apiVersion: owner.apiVersion,
          kind: owner.kind,
          name: owner.metadata.name,
          uid: owner.metadata.uid,
          controller: true,
        },
      ];
      await client.replace({ ...found, status });
      if (reported === undefined) return;
      const set = await client.create({
        ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
        metadata: { name: `shop-${flow}`, namespace: 'dev', ownerReferences: owned(found) },
      });
      const containerStatuses = [{ name: flow, imageID: `docker.io/example/${flow}@${reported}` }];
      await client.create({
        ...{ apiVersion: 'v1', kind: 'Pod', status: { containerStatuses } },
        metadata: { name: `shop-${flow}-1`, namespace: 'dev', ownerReferences: owned(set as LiveObject) },
      });
    },
    heldInProd: async (version: string) => {
      const instance = { instance: 'shop', namespace: 'prod' };
      const reason = { why: 'loses orders', by: 'ada', at: '2026-11-28T09:30:00Z' };
      for (const image of ['api', 'wrk'])
        await keepHold(cluster.as(), instance, 'prod', { application: 'shop', image, version, ...reason });
    },
    /** No answer comes from the cluster of prod from now on. */
    breakProd() {
      opened = 0;
      isProdBroken = true;
    },
    promote: (more: Partial<PromoteOptions> = {}) => promote({ ...options, to: 'prod', dryRun: true, ...more }),
    moves: async (more: Partial<PromoteOptions> = {}) =>
      (await shop.promote(more)).promotion.moves.map(({ flow, to }) => [flow, to]),
    codes: async (more: Partial<PromoteOptions> = {}) =>
      (await failure(() => shop.promote(more))).map(({ code, path }) => `${code} ${path ?? ''}`.trim()),
  };
  await shop.deploy();
  return shop;
}

test('what is deployed and not ready is refused as a whole, and one flow that is ready can go alone', async () => {
  const shop = await shopIn('v2.0.0');
  expect(await shop.codes()).toEqual(['promotion-not-ready shop/api', 'promotion-not-ready shop/wrk']);
  await shop.ready('api');
  expect(await shop.codes()).toEqual(['promotion-not-ready shop/wrk']);
  expect(await shop.moves({ flows: ['api'] })).toEqual([['api', { tag: 'v2.0.0' }]]);
  await shop.ready('wrk');
  expect(await shop.moves()).toEqual(['api', 'wrk'].map((flow) => [flow, { tag: 'v2.0.0' }]));
});

test('what runs is taken and not what is pinned, and the difference is a warning', async () => {
  const shop = await shopIn('v2.0.0');
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  await shop.pin('v3.0.0');
  const { promotion, warnings } = await shop.promote();
  expect(promotion.moves.map(({ to }) => to.tag)).toEqual(['v2.0.0', 'v2.0.0']);
  expect(warnings.map(({ code }) => code)).toEqual(['promotion-differs-from-pin', 'promotion-differs-from-pin']);
  expect(await shop.moves({ take: 'pins' })).toEqual(['api', 'wrk'].map((flow) => [flow, { tag: 'v3.0.0' }]));
});

test('of a branch the digest that runs is taken', async () => {
  const shop = await shopIn('main');
  await shop.ready('api', digest('a'));
  await shop.ready('wrk', digest('b'));
  expect(await shop.moves()).toEqual([
    ['api', { digest: digest('a') }],
    ['wrk', { digest: digest('b') }],
  ]);
  expect(await shop.codes({ take: 'pins' })).toEqual(['promotion-of-branch shop/api', 'promotion-of-branch shop/wrk']);
});

test('of a branch without a digest the tag on the deployed commit is taken, and nothing else', async () => {
  const shop = await shopIn('main');
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  expect(await shop.codes()).toEqual(['promotion-of-branch shop/api', 'promotion-of-branch shop/wrk']);
  git(shop.root, 'tag', 'v4.0.0');
  expect(await shop.moves()).toEqual(['api', 'wrk'].map((flow) => [flow, { tag: 'v4.0.0' }]));
});

test('the tag on a commit does not count if the deployed files differed from the commit', async () => {
  const shop = await shopIn('main');
  await shop.pin('master');
  await shop.deploy();
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  git(shop.root, 'tag', 'v4.0.0');
  expect(await shop.codes()).toEqual(['promotion-of-branch shop/api', 'promotion-of-branch shop/wrk']);
});

test('the digest that runs is added if that is asked for', async () => {
  const shop = await shopIn('v2.0.0');
  await shop.ready('api', digest('a'));
  await shop.ready('wrk');
  expect(await shop.moves({ digest: true, flows: ['api'] })).toEqual([['api', { tag: 'v2.0.0', digest: digest('a') }]]);
  expect(await shop.codes({ digest: true })).toEqual(['promotion-without-digest shop/wrk']);
});

test('an earlier release can be taken, and one that is not kept is refused', async () => {
  const shop = await shopIn('v2.0.0');
  await shop.pin('v3.0.0');
  await shop.deploy();
  expect(await shop.moves({ take: 1 })).toEqual(['api', 'wrk'].map((flow) => [flow, { tag: 'v2.0.0' }]));
  expect(await shop.moves({ take: 2 })).toEqual(['api', 'wrk'].map((flow) => [flow, { tag: 'v3.0.0' }]));
  expect(await shop.codes({ take: 3 })).toEqual(['release-unknown']);
});

test('an image that another tool put there is no version of the flow', async () => {
  const shop = await shopIn('v2.0.0');
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  const found = await shop.workload('api');
  const text = JSON.stringify(found).replaceAll('example/api:v2.0.0', 'evil/api:v2.0.0');
  const cluster = (await import('../../../src/cluster/connect')).connect(undefined, {
    kubeconfig: join(shop.root, 'kubeconfig'),
  });
  await cluster.replace(JSON.parse(text));
  await shop.ready('api');
  expect(await shop.codes()).toEqual(['promotion-not-ready shop/api']);
});

test('a version that the cluster of the target holds is refused, and a cluster that cannot be read is a warning', async () => {
  const shop = await shopIn('v2.0.0');
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  await shop.heldInProd('v2.0.0');
  expect(await shop.codes()).toEqual(['version-held shop.api', 'version-held shop.wrk']);
  expect(await shop.moves({ take: 'pins' })).toHaveLength(2);
  shop.breakProd();
  const { warnings } = await shop.promote();
  expect(warnings.map(({ code }) => code)).toEqual(['holds-not-read']);
});

test('a version of the target that the source never had is a warning', async () => {
  const shop = await shopIn('v1.0.0', 'v1.0.1');
  await shop.pin('v2.0.0');
  await shop.deploy();
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  const { warnings } = await shop.promote();
  expect(warnings.map(({ code, path }) => [code, path])).toEqual([
    ['promotion-replaces-hotfix', 'shop/api'],
    ['promotion-replaces-hotfix', 'shop/wrk'],
  ]);
});

test('a version of the target that the source had is replaced without a warning', async () => {
  const shop = await shopIn('v1.0.0');
  await shop.pin('v2.0.0');
  await shop.deploy();
  for (const flow of ['api', 'wrk']) await shop.ready(flow);
  expect((await shop.promote()).warnings).toEqual([]);
});
