import { valueAt } from '../../src/data/merge';
import { issueError } from '../../src/diagnostics';
import { failure } from '../helpers/outcome';
import { codesOf } from './codes';
import { all, claim, config, configMap, object, secret, service, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

/** The names of what towpath keeps for itself in the namespace. */
async function recordsOf({ cluster, namespace }: Shop): Promise<string[]> {
  const resources = await cluster.resources();
  const kinds = [resources.find('v1', 'ConfigMap'), resources.find('coordination.k8s.io/v1', 'Lease')];
  const lists = await Promise.all(kinds.flatMap((kind) => (kind ? [cluster.list(kind, { namespace })] : [])));
  const names = lists.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
  return names.filter((name) => name.startsWith('towpath.')).sort();
}

/** Says that the claim is there, on a real server too, where a finalizer keeps it a moment longer. */
async function isKept(shop: Shop, name: string): Promise<boolean> {
  const found = await shop.get(name);
  return found !== undefined && valueAt(found, ['metadata', 'deletionTimestamp']) === undefined;
}

const everything = all(service('api'), worker('wrk'), config('a'), secret('s', {}), claim('data'));

async function deployedShop(ground: Ground): Promise<Shop> {
  const shop = await shopOn(ground, everything);
  await shop.deploy();
  return shop;
}

export const deleting: Scenarios = {
  'delete removes the objects, the releases and the lease, and keeps data': async (ground) => {
    const shop = await deployedShop(ground);
    expect(await shop.remove()).toMatchObject({ outcomes: [{ application: 'shop', state: 'deleted' }] });
    expect(await shop.names()).toEqual(['PersistentVolumeClaim/data']);
    expect(await isKept(shop, 'PersistentVolumeClaim/data')).toBe(true);
    expect(await recordsOf(shop)).toEqual([]);
  },

  'delete with pruneData deletes data, also data that an earlier delete kept': async (ground) => {
    const shop = await deployedShop(ground);
    await shop.remove();
    await shop.remove({ pruneData: true });
    expect(await isKept(shop, 'PersistentVolumeClaim/data')).toBe(false);
    expect(await codesOf(() => shop.remove())).toContain('release-unknown');
  },

  'delete leaves objects of people and of other applications': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    const other = await shopOn(ground, config('theirs'), { name: 'other', namespace: shop.namespace });
    await ground.by('somebody').create(configMap('somebodys', {}, { namespace: shop.namespace }));
    for (const one of [other, shop]) await one.deploy();
    await shop.remove();
    expect(await shop.names()).toEqual(['ConfigMap/somebodys', 'ConfigMap/theirs']);
    expect((await recordsOf(shop)).every((name) => name.startsWith('towpath.other'))).toBe(true);
    expect(await recordsOf(shop)).not.toEqual([]);
  },

  'delete shows and deletes objects in other namespaces, and names those that stay there': async (ground) => {
    const elsewhere = await ground.newNamespace();
    const far = (name: string) => object(configMap(name, {}, { namespace: elsewhere }));
    const shop = await shopOn(ground, all(config('a'), far('far'), far('foreign')));
    const there = await shopOn(ground, config('c'), { namespace: elsewhere });
    await shop.deploy();
    const foreign = await there.get('ConfigMap/foreign');
    if (!foreign) throw new Error('ConfigMap/foreign was not deployed');
    await shop.cluster.remove(foreign);
    await ground.by('somebody').create(configMap('foreign', {}, { namespace: elsewhere }));
    const shown: string[] = [];
    const { left } = await shop.remove({
      confirm: async ({ objects }) => {
        shown.push(...objects.map(({ name, change }) => `${name} ${change}`));
        return true;
      },
    });
    expect(shown.sort()).toEqual(['a pruned', 'far pruned']);
    expect(left).toMatchObject([{ kind: 'ConfigMap', namespace: elsewhere, name: 'foreign' }]);
    expect(await there.names()).toEqual(['ConfigMap/foreign']);
  },

  'delete works for an application that the workspace does not declare any more': async (ground) => {
    const shop = await deployedShop(ground);
    shop.declare(() => {});
    await shop.remove();
    expect(await shop.names()).toEqual(['PersistentVolumeClaim/data']);
  },

  'delete shows its plan first, and does nothing without confirmation': async (ground) => {
    const shop = await deployedShop(ground);
    const before = await shop.contents();
    const changes: string[] = [];
    shop.requests.length = 0;
    await shop.remove({
      confirm: async ({ objects }) => {
        changes.push(...objects.map(({ kind, name, change }) => `${kind}/${name} ${change}`));
        return false;
      },
    });
    expect(changes.sort()).toEqual([
      'ConfigMap/a pruned',
      'Deployment/shop-api pruned',
      'Deployment/shop-wrk pruned',
      'PersistentVolumeClaim/data kept',
      'Secret/s pruned',
      'Service/shop-api pruned',
    ]);
    expect(shop.writes()).toEqual([]);
    expect(await shop.contents()).toEqual(before);
  },

  'delete of an application that was never deployed is an error': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    expect(await failure(() => shop.remove())).toMatchObject([{ code: 'release-unknown' }]);
    const hints = async (application: string) =>
      (await failure(() => shop.remove({ application }))).map(({ hint }) => hint);
    expect([await hints('shop'), await hints('shpo')]).toEqual([[undefined], ['did you mean `shop`?']]);
    expect(shop.writes()).toEqual([]);
  },

  'delete of what another environment deployed under the same name is an error': async (ground) => {
    const shop = await deployedShop(ground);
    const parent = (await shop.cluster.get({
      ...{ apiVersion: 'v1', kind: 'ConfigMap', namespace: shop.namespace, name: 'towpath.shop.v1' },
    })) as unknown as { data: { release: string } };
    const release = parent.data.release.replace('"environment": "dev"', '"environment": "other"');
    await ground.by('towpath').replace({ ...parent, data: { release } } as never);
    expect(await codesOf(() => shop.remove())).toEqual(['release-unknown']);
    shop.say({ tag: 'v1', enabled: false });
    expect(await codesOf(() => shop.deploy())).toEqual(['not-deployable']);
    expect(await shop.names()).toContain('Deployment/shop-api');
  },

  'a delete that was stopped at any record can be run again': async (ground) => {
    for (const stop of ['remove Deployment/shop-wrk', 'remove ConfigMap/towpath.shop', 'remove Lease/towpath.shop']) {
      const shop = await deployedShop(ground);
      shop.onRequest = (request) => {
        if (request === stop) throw issueError('cluster-refused', 'stopped');
      };
      expect(await codesOf(() => shop.remove())).toEqual(['cluster-refused']);
      shop.onRequest = undefined;
      await shop.remove().catch(() => {});
      expect(await shop.names()).toEqual(['PersistentVolumeClaim/data']);
    }
  },

  'enabled: false empties an application at the next deploy, and keeps data': async (ground) => {
    const shop = await deployedShop(ground);
    shop.say({ tag: 'v1', enabled: false });
    const { objects } = await shop.diff();
    expect(objects.filter(({ change }) => change === 'pruned')).toHaveLength(5);
    expect(objects.filter(({ change }) => change === 'kept')).toMatchObject([{ name: 'data' }]);
    await shop.deploy();
    expect(await shop.names()).toEqual(['PersistentVolumeClaim/data']);
    expect((await shop.releases())[0]).toMatchObject({ revision: 2, state: 'deployed', flows: {} });
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'unchanged' }] });
    await shop.deploy({ pruneData: true });
    expect(await isKept(shop, 'PersistentVolumeClaim/data')).toBe(false);
  },

  'an application that was emptied can be deployed again, and rolled back': async (ground) => {
    const shop = await deployedShop(ground);
    shop.say({ tag: 'v1', enabled: false });
    await shop.deploy();
    shop.say({ tag: 'v1' });
    await shop.deploy();
    expect(await shop.names()).toContain('Deployment/shop-api');
  },

  'enabled: false deletes nothing with prune: false': async (ground) => {
    const shop = await deployedShop(ground);
    shop.say({ tag: 'v1', enabled: false });
    await shop.deploy({ prune: false });
    expect(await shop.names()).toContain('Deployment/shop-api');
  },

  'flows that are all disabled one by one delete nothing': async (ground) => {
    const shop = await shopOn(ground, worker('api'));
    await shop.deploy();
    shop.say({ tag: 'v1', flows: { api: { enabled: false } } });
    expect(await codesOf(() => shop.deploy())).toEqual(['not-deployable']);
    expect(await shop.names()).toEqual(['Deployment/shop-api']);
  },

  'enabled: false for an application that was never deployed is nothing to deploy': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    shop.say({ tag: 'v1', enabled: false });
    expect(await codesOf(() => shop.deploy())).toEqual(['not-deployable']);
    expect(shop.writes()).toEqual([]);
  },
};
