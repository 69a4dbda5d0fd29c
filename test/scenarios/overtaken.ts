import type { LiveObject } from '../../src/cluster/cluster';
import { codesOf } from './codes';
import { all, config, configMap, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { holderOf, leaveDead } from './leases';
import { type Shop, shopOn } from './shop';

/** Deploys, and has something else happen when the plan is made and before it is carried out. */
function deployAfter(shop: Shop, happens: () => Promise<unknown>): Promise<string[]> {
  const confirm = async () => {
    await happens();
    return true;
  };
  return codesOf(() => shop.deploy({ confirm }));
}

/** A shop whose newest release was started by a deploy that was killed. */
async function shopWithOpenRelease(ground: Ground) {
  const shop = await shopOn(ground, all(config('a', { from: 'first' }), config('b', { from: 'first' })));
  await shop.deploy();
  shop.declare(all(config('a', { from: 'second' }), config('b', { from: 'second' })));
  const stop = new AbortController();
  shop.onRequest = (request) => {
    if (request === 'apply ConfigMap/a' || request === 'apply ConfigMap/b') stop.abort(new Error('killed'));
    if (stop.signal.aborted && request.startsWith('apply')) throw new Error('killed');
  };
  await codesOf(() => shop.deploy({ signal: stop.signal })).catch(() => {});
  shop.onRequest = undefined;
  await leaveDead(ground, shop);
  expect((await shop.releases())[0]).toMatchObject({ revision: 2, state: 'started' });
  shop.requests.splice(0);
  return shop;
}

export const overtaken: Scenarios = {
  'plans are not applied after another deploy, and nothing is written': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    await shop.deploy();
    const other = await shopOn(ground, worker('wrk'), { namespace: shop.namespace });
    other.say({ tag: 'v2' });
    shop.say({ tag: 'v3' });
    shop.requests.splice(0);
    expect(await deployAfter(shop, () => other.deploy())).toEqual(['deploy-overtaken']);
    expect(shop.writes().filter((write) => !write.includes('Lease/'))).toEqual([]);
    expect(await shop.image('wrk')).toBe('example/app:v2');
    expect(await shop.releases()).toMatchObject([{ revision: 2, flows: { wrk: { tag: 'v2' } } }, { revision: 1 }]);
    expect(await holderOf(shop)).toBe('');
    expect(await deployAfter(shop, async () => {})).toEqual([]);
    expect(await shop.image('wrk')).toBe('example/app:v3');
  },

  'plans of a first deploy are not applied after another first deploy': async (ground) => {
    const shop = await shopOn(ground, config('a', { from: 'one' }));
    const other = await shopOn(ground, config('a', { from: 'another' }), { namespace: shop.namespace });
    expect(await deployAfter(shop, () => other.deploy())).toEqual(['deploy-overtaken']);
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'another' } });
  },

  'plans are not applied after somebody deletes the releases that they are based on': async (ground) => {
    const shop = await shopOn(ground, config('a', { from: 'one' }));
    await shop.deploy();
    shop.declare(config('a', { from: 'two' }));
    const confirm = async () => {
      await ground.by('somebody').remove((await shop.get('ConfigMap/towpath.shop.v1')) as LiveObject);
      return true;
    };
    await expect(shop.deploy({ confirm })).rejects.toThrow('the records of earlier releases were deleted');
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'one' } });
  },

  'plans are not applied after a failed deploy': async (ground) => {
    const shop = await shopOn(ground, config('a', { from: 'one' }));
    const other = await shopOn(ground, config('a', { from: 'another' }), { namespace: shop.namespace });
    other.onRequest = (request) => {
      if (request === 'apply ConfigMap/a') throw new Error('the connection broke off');
    };
    const happens = () => other.deploy().catch(() => {});
    expect(await deployAfter(shop, happens)).toEqual(['deploy-overtaken']);
    expect(await shop.names()).toEqual([]);
  },

  'plans are applied after a killed deploy that changed nothing': async (ground) => {
    const shop = await shopWithOpenRelease(ground);
    expect(await deployAfter(shop, async () => {})).toEqual([]);
    expect(await shop.get('ConfigMap/b')).toMatchObject({ data: { from: 'second' } });
    expect((await shop.releases())[0]).toMatchObject({ state: 'deployed' });
  },

  'plans are not applied after a killed deploy that changed objects': async (ground) => {
    const shop = await shopWithOpenRelease(ground);
    shop.declare(all(config('a', { from: 'third' }), config('b', { from: 'third' })));
    const { labels } = (await shop.get('ConfigMap/b'))?.metadata ?? {};
    const goesOn = configMap('b', { from: 'second', and: 'more' }, { namespace: shop.namespace, labels });
    const happens = () => ground.by('towpath').apply(goesOn);
    expect(await deployAfter(shop, happens)).toEqual(['deploy-overtaken']);
    expect(await shop.get('ConfigMap/a')).not.toMatchObject({ data: { from: 'third' } });
  },

  'plans do not overwrite a field that another manager takes before the apply': async (ground) => {
    const shop = await shopOn(ground, all(config('a', { from: 'one' }), config('b', { from: 'one' })));
    await shop.deploy();
    shop.declare(all(config('a', { from: 'two' }), config('b', { from: 'two' })));
    const theirs = configMap('a', { from: 'somebody' }, { namespace: shop.namespace });
    const happens = () => ground.by('somebody').apply(theirs, { force: true });
    expect(await deployAfter(shop, happens)).toEqual(['field-conflict']);
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'somebody' } });
    expect((await shop.releases())[0]).toMatchObject({ revision: 2, state: 'failed' });
    expect(await holderOf(shop)).toBe('');
  },

  'plans do not delete an object that somebody created again before the apply': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), config('b')));
    await shop.deploy();
    shop.declare(config('b'));
    const old = (await shop.get('ConfigMap/a')) as LiveObject;
    const codes = await deployAfter(shop, async () => {
      await ground.by('somebody').remove(old);
      await ground.by('somebody').create(configMap('a', { from: 'somebody' }, { namespace: shop.namespace }));
    });
    expect(codes).toEqual(['cluster-refused']);
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'somebody' } });
  },

  'plans that the user does not confirm write nothing': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    expect(await shop.deploy({ confirm: async () => false })).toMatchObject({ outcomes: [] });
    expect(shop.writes()).toEqual([]);
  },
};
