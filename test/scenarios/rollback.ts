import { readFileSync } from 'node:fs';
import { storeRelease } from '../../src/release/store/release-store';
import { codesOf } from './codes';
import { all, claim, config, secret, service, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

const two = all(worker('api'), worker('wrk'));

/** A shop that was deployed once in each of these versions. */
async function shopAfter(ground: Ground, ...tags: readonly string[]): Promise<Shop> {
  const shop = await shopOn(ground, two);
  for (const tag of tags) {
    shop.say({ tag });
    await shop.deploy();
  }
  shop.requests.splice(0);
  return shop;
}

const images = (shop: Shop) => Promise.all(['api', 'wrk'].map((flow) => shop.image(flow)));
const both = (tag: string) => [`example/app:${tag}`, `example/app:${tag}`];
const environmentOf = ({ file }: Shop) => readFileSync(file, 'utf8');

/** That a deploy of the workspace, as it is now, has nothing to do. */
async function expectSettled(shop: Shop): Promise<void> {
  shop.requests.splice(0);
  await shop.deploy();
  expect(shop.writes()).toEqual([]);
}

export const rollback: Scenarios = {
  'restores objects and pins, so that the next deploy changes nothing': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    expect(await shop.rollback()).toMatchObject({ outcomes: [{ release: { revision: 3, restores: 1 } }], beyond: [] });
    expect(await images(shop)).toEqual(both('v1'));
    expect(environmentOf(shop)).toContain('tag: v1');
    expect((await shop.releases())[0]).toMatchObject({ state: 'deployed', restores: 1, flows: { api: { tag: 'v1' } } });
    await expectSettled(shop);
  },

  'restores an older release the second time, never the rolled-back one, or the requested one': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2', 'v3');
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v2'));
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v1'));
    expect(await codesOf(() => shop.rollback())).toEqual(['release-unknown']);
    await shop.rollback({ to: 3 });
    expect(await images(shop)).toEqual(both('v3'));
    expect(environmentOf(shop)).toContain('tag: v3');
    await expectSettled(shop);
    expect(await codesOf(() => shop.rollback({ to: 99 }))).toEqual(['release-unknown']);
  },

  'goes back from the content of a release that was a rollback itself': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2', 'v3');
    await shop.rollback();
    shop.say({ tag: 'v4' });
    await shop.deploy();
    await shop.rollback({ to: 4 });
    expect(await images(shop)).toEqual(both('v2'));
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v1'));
  },

  'names the pins that it leaves, because the restored release has no version for them': async (ground) => {
    const shop = await shopOn(ground, two);
    shop.say({});
    await shop.deploy();
    shop.say({ tag: 'v2', flows: { wrk: { tag: 'v3' } } });
    await shop.deploy();
    const before = environmentOf(shop);
    const { pins, warnings } = await shop.rollback();
    expect(pins).toEqual([]);
    expect(environmentOf(shop)).toContain(before);
    expect(warnings).toMatchObject([
      {
        code: 'pin-kept',
        message: expect.stringMatching(/^release 1 runs `api` .*`apps\.shop\.tag: v2`/),
        hint: expect.stringContaining('`towpath pin -e dev shop=TAG`'),
        location: { file: 'environments/dev.yaml' },
      },
      {
        code: 'pin-kept',
        message: expect.stringMatching(/^release 1 runs `wrk` .*`apps\.shop\.flows\.wrk\.tag: v3`/),
        hint: expect.stringContaining('`towpath pin -e dev shop/wrk=TAG`'),
      },
    ]);
  },

  'gives no version to a flow that had none in the restored release': async (ground) => {
    const shop = await shopOn(ground, two);
    shop.say({ flows: { api: { tag: 'v1' } } });
    await shop.deploy();
    shop.say({ tag: 'v2' });
    await shop.deploy();
    const { pins, warnings } = await shop.rollback();
    expect(pins).toMatchObject([{ path: 'apps.shop.flows.api.tag' }]);
    expect(warnings).toMatchObject([{ code: 'pin-kept', message: expect.stringContaining('`wrk`') }]);
  },

  'of one flow keeps the other flows and their pins': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    await shop.rollback({ flows: ['api'] });
    expect(await images(shop)).toEqual(['example/app:v1', 'example/app:v2']);
    expect((await shop.releases())[0]).toMatchObject({ flows: { api: { tag: 'v1' }, wrk: { tag: 'v2' } } });
    await expectSettled(shop);
  },

  'after a deploy of one flow restores all flows of the earlier release': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    shop.say({ tag: 'v2', flows: { api: { tag: 'v3' } } });
    await shop.deploy({ flows: ['api'] });
    expect(await images(shop)).toEqual(['example/app:v3', 'example/app:v2']);
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v2'));
    await expectSettled(shop);
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v1'));
    await expectSettled(shop);
  },

  'without names leaves an application whose newest release is deployed, and says so': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    const before = environmentOf(shop);
    const { outcomes, warnings } = await shop.rollback({ flows: [] });
    expect(outcomes).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'nothing-to-roll-back', hint: expect.stringContaining('`towpath rollback -e dev shop`') },
    ]);
    expect(shop.writes()).toEqual([]);
    expect(environmentOf(shop)).toBe(before);
  },

  'without names restores an application whose newest release failed': async (ground) => {
    const shop = await shopAfter(ground, 'v1');
    shop.say({ tag: 'v2' });
    shop.onRequest = (request) => {
      if (request === 'apply Deployment/shop-wrk') throw new Error('the connection broke off');
    };
    await expect(shop.deploy()).rejects.toThrow('the connection broke off');
    shop.onRequest = undefined;
    await shop.rollback({ flows: [] });
    expect(await images(shop)).toEqual(both('v1'));
    const { warnings } = await shop.rollback({ flows: [] });
    expect(warnings.map(({ code }) => code)).toEqual(['nothing-to-roll-back']);
    expect(await images(shop)).toEqual(both('v1'));
  },

  'restores no release that holds nothing but a namespace': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2', 'v3');
    const [, second] = await shop.releases();
    if (!second) throw new Error('there is no second release');
    await storeRelease(shop.cluster, { instance: 'shop', namespace: shop.namespace }, second, []);
    expect(await codesOf(() => shop.rollback({ to: 2 }))).toEqual(['release-unknown']);
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v1'));
  },

  'keeps the size of a claim that has grown, and says so': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), claim('data')));
    await shop.deploy();
    const live = await shop.get('PersistentVolumeClaim/data');
    // A server refuses to enlarge a claim that has no volume, so the size is larger from the start.
    await shop.cluster.remove(live as NonNullable<typeof live>);
    shop.declare(all(worker('api'), claim('data', '2Gi')));
    shop.say({ tag: 'v2' });
    await shop.deploy();
    const { warnings } = await shop.rollback();
    expect(warnings).toMatchObject([{ code: 'claim-keeps-size', message: expect.stringContaining('2Gi') }]);
    expect(await shop.image('api')).toBe('example/app:v1');
    expect(await shop.get('PersistentVolumeClaim/data')).toMatchObject({
      spec: { resources: { requests: { storage: '2Gi' } } },
    });
  },

  'skips a release that failed': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    shop.say({ tag: 'v3' });
    shop.onRequest = (request) => {
      if (request === 'apply Deployment/shop-wrk') throw new Error('the connection broke off');
    };
    await expect(shop.deploy()).rejects.toThrow('the connection broke off');
    shop.onRequest = undefined;
    shop.say({ tag: 'v4' });
    await shop.deploy();
    await shop.rollback();
    expect(await images(shop)).toEqual(both('v2'));
  },

  'deletes objects that the bad release added, restores objects that it deleted, and reports what the next deploy will change':
    async (ground) => {
      const shop = await shopOn(ground, all(worker('api'), config('old', { key: 'value' })));
      await shop.commit();
      await shop.deploy();
      shop.declare(all(service('api'), config('new')));
      await shop.commit();
      await shop.deploy();
      const { beyond } = await shop.rollback();
      expect(await shop.names()).toEqual(['ConfigMap/old', 'Deployment/shop-api']);
      expect(await shop.get('ConfigMap/old')).toMatchObject({ data: { key: 'value' } });
      expect(beyond.map(({ kind, name, change }) => `${change} ${kind}/${name}`).sort()).toEqual([
        'added ConfigMap/new',
        'added Service/shop-api',
        'changed Deployment/shop-api',
        'removed ConfigMap/old',
      ]);
    },

  'does not change Secrets, because releases do not contain them': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), secret('login', { stringData: { password: 'one' } })));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    shop.declare(all(worker('api'), secret('login', { stringData: { password: 'two' } })));
    await shop.deploy();
    await shop.rollback();
    expect(await shop.image('api')).toBe('example/app:v1');
    expect(await shop.get('Secret/login')).toMatchObject({ data: { password: Buffer.from('two').toString('base64') } });
  },

  'writes nothing to the cluster or to the environment files without confirmation': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    const before = environmentOf(shop);
    expect(await shop.rollback({ confirm: async () => false })).toMatchObject({ outcomes: [], pins: [] });
    expect(shop.writes()).toEqual([]);
    expect(environmentOf(shop)).toBe(before);
  },

  'does not overwrite a field that another manager took': async (ground) => {
    const shop = await shopAfter(ground, 'v1', 'v2');
    const { spec } = (await shop.get('Deployment/shop-api')) as unknown as {
      spec: { template: { spec: { containers: { name: string }[] } } };
    };
    const [{ name = '' } = {}] = spec.template.spec.containers;
    const theirs = { template: { spec: { containers: [{ name, image: 'example/theirs:v9' }] } } };
    const metadata = { name: 'shop-api', namespace: shop.namespace };
    await ground
      .by('somebody')
      .apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: theirs }, { force: true });
    const before = environmentOf(shop);
    expect(await codesOf(() => shop.rollback())).toEqual(['field-conflict']);
    expect(shop.writes()).toEqual([]);
    expect(environmentOf(shop)).toBe(before);
    expect(await images(shop)).toEqual(['example/theirs:v9', 'example/app:v2']);
  },
};
