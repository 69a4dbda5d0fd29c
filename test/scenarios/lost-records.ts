import { partOfSet } from '../../src/kubernetes/apply-set';
import { codesOf } from './codes';
import { all, config, configMap, object, secret, service, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

/** Deletes what towpath keeps for itself, as far as its names match. */
async function lose(ground: Ground, { cluster, namespace }: Shop, isLost: (name: string) => boolean): Promise<void> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) throw new Error('there are no ConfigMaps');
  const { items } = await cluster.list(configMaps, { namespace });
  const kept = items.filter(({ metadata: { name } }) => name.startsWith('towpath.') && isLost(name));
  expect(kept.length).toBeGreaterThan(0);
  for (const one of kept) await ground.by('somebody').remove(one);
}

const losses: Readonly<Record<string, (name: string) => boolean>> = {
  'the parent of the set': (name) => !/\.v\d/.test(name),
  'the releases': (name) => /\.v\d/.test(name),
  'the objects of the releases': (name) => name.endsWith('.objects'),
  'all ConfigMaps': () => true,
};

const before = all(service('api'), config('old'), secret('login', {}), config('kept'));

/** For each loss, what a deploy does after it. */
const deletes = Object.fromEntries(
  Object.entries(losses).map(([what, isLost]) => [
    `(${what}) do not keep a deploy from deleting what is no longer declared, and nothing else`,
    async (ground: Ground) => {
      const shop = await shopOn(ground, before);
      const other = await shopOn(ground, config('theirs'), { name: 'other', namespace: shop.namespace });
      await other.deploy();
      await shop.deploy();
      const labels = (await shop.get('ConfigMap/old'))?.metadata.labels;
      await ground.by('somebody').create(configMap('copied', {}, { namespace: shop.namespace, labels: { a: 'b' } }));
      await lose(ground, shop, (name) => name.startsWith('towpath.shop') && isLost(name));
      expect(labels?.[partOfSet]).toBeDefined();
      shop.declare(config('kept'));
      await shop.deploy();
      expect(await shop.names()).toEqual(['ConfigMap/copied', 'ConfigMap/kept', 'ConfigMap/theirs']);
      expect(await other.names()).toContain('ConfigMap/theirs');
    },
  ]),
);

export const lostRecords: Scenarios = {
  ...deletes,

  'are written again by a deploy that changes no object': async (ground) => {
    const shop = await shopOn(ground, before, { workspace: 'one' });
    for (const isLost of Object.values(losses).filter((_, index) => index !== 2)) {
      await shop.deploy();
      await lose(ground, shop, isLost);
      await shop.deploy();
      expect((await shop.releases())[0]).toMatchObject({ state: 'deployed', workspace: 'one' });
      expect(await shop.released((await shop.releases())[0]?.revision ?? 0)).toHaveLength(4);
      shop.requests.splice(0);
      await shop.deploy();
      expect(shop.writes()).toEqual([]);
    }
    shop.declare(config('kept'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/kept']);
  },

  'of another workspace do not give its objects away': async (ground) => {
    const shop = await shopOn(ground, before, { workspace: 'one' });
    await shop.deploy();
    await lose(ground, shop, () => true);
    const other = await shopOn(ground, worker('wrk'), { workspace: 'two', namespace: shop.namespace });
    expect(await codesOf(() => other.deploy())).toEqual(['object-of-another']);
    expect(await shop.names()).toContain('Deployment/shop-api');
  },

  'stop a deploy of some flows, whose release would lack the others': async (ground) => {
    const shop = await shopOn(ground, all(service('api'), worker('wrk')));
    await shop.deploy();
    await lose(ground, shop, () => true);
    expect(await codesOf(() => shop.deploy({ flows: ['api'] }))).toEqual(['release-unknown']);
    await shop.deploy();
    await shop.deploy({ flows: ['api'] });
    expect((await shop.names()).length).toBe(3);
  },

  'do not lead to what Kubernetes and people labelled alike': async (ground) => {
    const shop = await shopOn(ground, all(service('api'), config('kept')));
    await shop.deploy();
    const labels = (await shop.get('Service/shop-api'))?.metadata.labels;
    const { namespace } = shop;
    // Kubernetes copies the labels of a Service to its Endpoints.
    await ground.by('kube-controller-manager').apply({
      ...{ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'shop-api', namespace, labels } },
    });
    await ground.by('somebody').create(configMap('copied', {}, { namespace, labels }));
    await lose(ground, shop, (name) => name === 'towpath.shop');
    shop.declare(all(service('api'), config('another')));
    await shop.deploy();
    expect(await shop.names()).toEqual([
      ...['ConfigMap/another', 'ConfigMap/copied', 'Service/shop-api', 'Deployment/shop-api'],
    ]);
    const endpoints = { apiVersion: 'v1', kind: 'Endpoints', name: 'shop-api', namespace };
    expect(await shop.cluster.get(endpoints)).toBeDefined();
  },

  'lead to objects in other namespaces that the newest release names': async (ground) => {
    const elsewhere = await ground.newNamespace();
    const far = object(configMap('far', {}, { namespace: elsewhere }));
    const shop = await shopOn(ground, all(config('kept'), far));
    await shop.deploy();
    await lose(ground, shop, (name) => name === 'towpath.shop');
    shop.declare(config('kept'));
    await shop.deploy();
    expect(await (await shopOn(ground, config('c'), { namespace: elsewhere })).names()).toEqual([]);
  },
};
