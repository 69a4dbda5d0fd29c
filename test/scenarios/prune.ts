import { ApiObject, JsonPatch } from 'cdk8s';
import type { Application } from 'towpath';
import { findDeployments } from '../../src/actions/deployments/find-deployments';
import { status } from '../../src/actions/status/status';
import { partOfSet } from '../../src/kubernetes/apply-set';
import { codesOf } from './codes';
import { all, claim, config, configMap, object, secret, service, worker } from './declared';
import type { Scenarios } from './ground';
import { type Declare, shopOn } from './shop';

export const prune: Scenarios = {
  'deletes objects of every kind that are no longer declared': async (ground) => {
    const shop = await shopOn(ground, all(service('api'), worker('wrk'), config('a'), secret('s', {})));
    await shop.deploy();
    shop.declare(config('b'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/b']);
  },

  'keeps objects of people, of other applications and of other namespaces': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), config('b')));
    const other = await shopOn(ground, config('theirs'), { name: 'other', namespace: shop.namespace });
    const elsewhere = await shopOn(ground, config('a'));
    await ground.by('somebody').create(configMap('somebodys', {}, { namespace: shop.namespace }));
    for (const one of [other, elsewhere, shop]) await one.deploy();
    shop.declare(config('b'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/b', 'ConfigMap/somebodys', 'ConfigMap/theirs']);
    expect(await elsewhere.names()).toEqual(['ConfigMap/a']);
  },

  'keeps a copy of an object that somebody created in another namespace': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), config('b')));
    await shop.deploy();
    const elsewhere = await ground.newNamespace();
    const { labels } = (await shop.get('ConfigMap/a'))?.metadata ?? {};
    await ground.by('somebody').create(configMap('a', {}, { namespace: elsewhere, labels }));
    shop.declare(config('b'));
    await shop.deploy();
    expect(await (await shopOn(ground, config('c'), { namespace: elsewhere })).names()).toEqual(['ConfigMap/a']);
  },

  'deletes an object in another namespace that was declared there': async (ground) => {
    const elsewhere = await ground.newNamespace();
    const far = (name: string) => object(configMap(name, {}, { namespace: elsewhere }));
    const shop = await shopOn(ground, all(config('a'), far('far'), far('near')));
    await shop.deploy();
    const there = await shopOn(ground, config('c'), { namespace: elsewhere });
    const copied = (await there.get('ConfigMap/far'))?.metadata.labels;
    await ground.by('somebody').create(configMap('copied', {}, { namespace: elsewhere, labels: copied }));
    shop.declare(all(config('a'), far('near')));
    await shop.commit();
    expect((await shop.diff()).objects).toMatchObject([{ name: 'far', namespace: elsewhere, change: 'pruned' }]);
    await shop.deploy();
    expect(await there.names()).toEqual(['ConfigMap/copied', 'ConfigMap/near']);
    shop.declare(config('a'));
    await shop.deploy();
    expect(await there.names()).toEqual(['ConfigMap/copied']);
    shop.requests.splice(0);
    await shop.deploy();
    expect(shop.writes()).toEqual([]);
    await shop.rollback();
    expect(await there.names()).toEqual(['ConfigMap/copied', 'ConfigMap/near']);
    await shop.deploy();
    expect(await there.names()).toEqual(['ConfigMap/copied']);
  },

  'knows a flow whose objects are in another namespace': async (ground) => {
    const elsewhere = await ground.newNamespace();
    const far: Declare = (app) => {
      worker('wrk')(app);
      for (const one of app.node.findChild('wrk').node.findAll())
        if (ApiObject.isApiObject(one)) one.addJsonPatch(JsonPatch.add('/metadata/namespace', elsewhere));
    };
    const shop = await shopOn(ground, all(config('a'), far));
    await shop.deploy();
    expect((await findDeployments(shop.options())).deployments).toMatchObject([
      { flow: 'wrk', object: 'Deployment/shop-wrk', declared: true, release: 1 },
    ]);
    expect(await status(shop.options())).toMatchObject({ drift: [], flows: [{ deployments: [{ drifted: 0 }] }] });
    shop.declare(config('a'));
    await shop.deploy();
    expect(shop.requests).toContain('remove Deployment/shop-wrk');
  },

  'keeps claims unless pruneData is set': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), claim('data')));
    await shop.deploy();
    shop.declare(config('a'));
    expect((await shop.diff()).objects).toMatchObject([{ name: 'data', change: 'kept' }]);
    await shop.deploy();
    shop.declare(config('b'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/b', 'PersistentVolumeClaim/data']);
    await shop.deploy({ pruneData: true });
    expect(shop.requests).toContain('remove PersistentVolumeClaim/data');
  },

  'keeps everything with prune: false, and deletes it in a later deploy': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), service('api')));
    await shop.deploy();
    shop.declare(config('a'));
    await shop.deploy({ prune: false });
    expect(await shop.names()).toEqual(['ConfigMap/a', 'Service/shop-api', 'Deployment/shop-api']);
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/a']);
  },

  'deletes nothing if the application declares no objects': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    shop.declare(() => {});
    expect(await codesOf(() => shop.deploy())).toEqual(['not-deployable']);
    expect(await shop.names()).toEqual(['ConfigMap/a']);
  },

  'keeps an object that was handed over to another set': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), config('b')));
    await shop.deploy();
    const labels = { [partOfSet]: 'applyset-another-v1' };
    const handedOver = configMap('a', {}, { namespace: shop.namespace, labels });
    await ground.by('somebody').apply(handedOver, { force: true });
    shop.declare(config('b'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/a', 'ConfigMap/b']);
  },

  'keeps, in a deploy of some flows, objects of other flows and objects outside the flows': async (ground) => {
    const shop = await shopOn(ground, all(service('api'), service('web'), worker('old'), config('beside')));
    await shop.deploy();
    shop.declare(all(worker('api'), worker('web')));
    await shop.deploy({ flows: ['api'] });
    expect(await shop.names()).toEqual([
      'ConfigMap/beside',
      'Service/shop-web',
      'Deployment/shop-api',
      'Deployment/shop-old',
      'Deployment/shop-web',
    ]);
    await shop.deploy();
    expect(await shop.names()).toEqual(['Deployment/shop-api', 'Deployment/shop-web']);
  },

  'keeps, in a deploy of some flows, an object that has moved to another flow': async (ground) => {
    const within = (owner: string) => (app: Application) => {
      for (const flow of ['api', 'wrk']) worker(flow)(app);
      const { apiVersion, kind, metadata } = configMap('moves', {});
      new ApiObject(app.node.findChild(owner), 'moves', { apiVersion, kind, metadata });
    };
    const shop = await shopOn(ground, within('api'));
    await shop.deploy();
    shop.declare(within('wrk'));
    await shop.deploy({ flows: ['api'] });
    expect(await shop.names()).toContain('ConfigMap/moves');
  },

  'deletes objects after their replacements are ready': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    shop.declare(config('b'));
    await shop.deploy();
    const [applied, removed] = ['apply ConfigMap/b', 'remove ConfigMap/a'].map((one) => shop.requests.indexOf(one));
    expect(applied).toBeGreaterThan(-1);
    expect(removed).toBeGreaterThan(applied as number);
  },
};
