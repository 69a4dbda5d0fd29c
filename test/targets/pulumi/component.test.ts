import * as k8s from '@pulumi/kubernetes';
import type { ComponentResourceOptions } from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { type Application, environment, JobFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { ApplicationComponent, type ApplicationComponentProps } from 'towpath/pulumi';
import { define } from '../../helpers/define';
import { type MockedStack, registered, resolved } from './mocked';

const store = { image: 'redis:7.4', user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } } as const;
const worker = { image: 'example/wrk:v1', user: 1000 } as const;
const service = { image: 'example/web:v1', user: 1000, port: 8000 } as const;
const dev = environment('dev', { namespace: 'shop-dev' });

function resources(
  declare: (app: Application) => void,
  options: ComponentResourceOptions | (() => ComponentResourceOptions) = {},
  props: Partial<ApplicationComponentProps> = {},
  stack: MockedStack = {},
) {
  return registered(() => {
    const given = typeof options === 'function' ? options() : options;
    new ApplicationComponent('shop', { application: define(declare), environment: dev, ...props }, given);
  }, stack);
}

describe('the resources of an application', () => {
  test('are children of their flow, which is a child of the application', async () => {
    const all = await resources((app) => {
      new StoreFlow(app, 'db', store);
      new ApiObject(app, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'all' }, spec: {} });
    });
    const places = Object.values(all).map(({ type, name, parent }) => `${type} ${name} < ${parent}`);
    expect(places.sort()).toEqual([
      'kubernetes:apps/v1:Deployment shop/db/deployment < shop/db',
      'kubernetes:core/v1:PersistentVolumeClaim shop/db/pvc < shop/db',
      'kubernetes:core/v1:ResourceQuota shop/quota < shop',
      'kubernetes:core/v1:Service shop/db/service < shop/db',
      'towpath:index:Application shop < ',
      'towpath:index:Flow shop/db < shop',
    ]);
  });

  test('have names that depend neither on the order of declarations nor on other resources', async () => {
    const db = (app: Application) => void new StoreFlow(app, 'db', store);
    const wrk = (app: Application) => void new WorkerFlow(app, 'wrk', worker);
    const names = async (...parts: ((app: Application) => void)[]) =>
      Object.keys(
        await resources((app) => {
          for (const part of parts) part(app);
        }),
      ).sort();
    const both = await names(db, wrk);
    expect(await names(wrk, db)).toEqual(both);
    expect(both).toEqual([...new Set([...(await names(db)), ...(await names(wrk))])].sort());
  });

  test('are custom resources if Pulumi has no class for their kind', async () => {
    const all = await resources(
      (app) => {
        const metadata = { name: 'one' };
        new ApiObject(app, 'queue', { apiVersion: 'example.org/v1', kind: 'Queue', metadata, spec: { size: 1 } });
        new ApiObject(app, 'twin', {
          apiVersion: 'apps.example.org/v1',
          kind: 'Deployment',
          metadata,
          spec: { size: 2 },
        });
      },
      {},
      { root: __dirname },
    );
    expect(all['shop/queue']).toMatchObject({ type: 'kubernetes:example.org/v1:Queue', inputs: { spec: { size: 1 } } });
    expect(all['shop/twin']).toMatchObject({
      type: 'kubernetes:apps.example.org/v1:Deployment',
      inputs: { spec: { size: 2 } },
    });
  });

  test('do not have the instance in their names, so that a stack can contain two instances', async () => {
    const application = define((app) => void new WorkerFlow(app, 'wrk', worker));
    const all = await registered(() => {
      for (const name of ['blue', 'green']) {
        const where = environment('dev', { apps: { shop: { instance: name } } });
        new ApplicationComponent(name, { application, id: 'shop', environment: where });
      }
    });
    const names = ['blue/wrk/deployment', 'green/wrk/deployment'].map((name) => all[name]?.inputs.metadata);
    expect(names).toEqual([
      expect.objectContaining({ name: 'blue-wrk' }),
      expect.objectContaining({ name: 'green-wrk' }),
    ]);
  });

  test('are none if the environment does not have the application', async () => {
    const nowhere = environment('dev', { apps: { shop: { enabled: false } } });
    const all = await resources((app) => void new WorkerFlow(app, 'wrk', worker), {}, { environment: nowhere });
    expect(Object.keys(all)).toEqual(['shop']);
  });
});

describe('the order of resources', () => {
  test('follows references: a workload waits for all objects of the flows that it refers to', async () => {
    const all = await resources((app) => {
      const db = new StoreFlow(app, 'db', store);
      new ServiceFlow(app, 'web', { ...service, env: { DB: db.host } });
    });
    expect(all['shop/web/deployment']?.after).toEqual(['shop/db/deployment', 'shop/db/pvc', 'shop/db/service']);
    expect(all['shop/web/service']?.after).toEqual([]);
  });

  test('puts jobs before the flows that wait for them, even if a reference contradicts it', async () => {
    const all = await resources((app) => {
      const web = new ServiceFlow(app, 'web', service);
      new JobFlow(app, 'migrate', { ...worker, before: [web], env: { WEB: web.host } });
    });
    expect(all['shop/web/deployment']?.after).toEqual(['shop/migrate/job']);
    expect(all['shop/migrate/job']?.after).toEqual([]);
  });

  test('is defined for flows that refer to each other', async () => {
    const all = await resources((app) => {
      new ServiceFlow(app, 'b', { ...service, env: { A: app.flow('a').host } });
      new ServiceFlow(app, 'a', { ...service, env: { B: app.flow('b').host } });
    });
    expect(all['shop/a/deployment']?.after).toEqual(['shop/b/deployment', 'shop/b/service']);
    expect(all['shop/b/deployment']?.after).toEqual([]);
  });

  test('puts ConfigMaps and accounts before the pods that name them, and definitions before custom objects', async () => {
    const all = await resources((app) => {
      const settings = app.config('settings', { data: { A: '1' } });
      app.config('other', { data: { A: '1' } });
      new WorkerFlow(app, 'wrk', { ...worker, envFrom: [{ config: settings }], serviceAccount: { rules: [] } });
      const names = { kind: 'Queue', plural: 'queues', singular: 'queue' };
      const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }];
      new ApiObject(app, 'queue', { apiVersion: 'example.org/v1', kind: 'Queue', metadata: { name: 'one' } });
      new ApiObject(app, 'definition', {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'queues.example.org' },
        spec: { group: 'example.org', scope: 'Namespaced', names, versions },
      });
    });
    expect(all['shop/wrk/deployment']?.after).toEqual([
      'shop/config:settings/configMap',
      ...Object.keys(all)
        .filter((name) => /^shop\/wrk\/(role|roleBinding|serviceAccount)$/.test(name))
        .sort(),
    ]);
    expect(all['shop/wrk/deployment']?.after).toContain('shop/wrk/serviceAccount');
    expect(all['shop/queue']?.after).toEqual(['shop/definition']);
  });
});

describe('the options of a component', () => {
  const declare = (app: Application) => {
    new StoreFlow(app, 'db', store);
    new JobFlow(app, 'migrate', { ...worker, before: ['web'] });
    new ServiceFlow(app, 'web', { ...service, autoscaling: { min: 1, max: 3, cpu: 70 } });
  };

  test('protect disks unless `protect` is set', async () => {
    const protectedOnes = async (options: ComponentResourceOptions) =>
      Object.values(await resources(declare, options))
        .filter((one) => one.protect)
        .map(({ name }) => name);
    expect(await protectedOnes({})).toEqual(['shop/db/pvc']);
    expect(await protectedOnes({ protect: false })).toEqual([]);
    const all = await protectedOnes({ protect: true });
    expect(all).toEqual(expect.arrayContaining(['shop', 'shop/db/pvc', 'shop/web/deployment']));
  });

  test('apply to every object', async () => {
    const all = await resources(declare, { retainOnDelete: true, ignoreChanges: ['metadata.annotations'] });
    expect(all['shop/db/service']).toMatchObject({ retainOnDelete: true, ignoreChanges: ['metadata.annotations'] });
    expect(all['shop/web/deployment']?.ignoreChanges).toEqual(['metadata.annotations', 'spec.replicas']);
  });

  test('make every object wait for the dependencies of the component', async () => {
    const options = () => ({ dependsOn: [new k8s.core.v1.ConfigMap('first', {})] });
    const all = await resources(declare, options);
    expect(all['shop/db/deployment']?.after).toEqual(['first']);
    expect(all['shop/web/deployment']?.after).toEqual(['first', 'shop/migrate/job']);
  });

  test('ignore changes of the number of pods only if an autoscaler sets it', async () => {
    const all = await resources(declare);
    const ignoring = Object.values(all).filter(({ ignoreChanges }) => ignoreChanges.length > 0);
    expect(ignoring.map(({ name, ignoreChanges }) => [name, ...ignoreChanges])).toEqual([
      ['shop/web/deployment', 'spec.replicas'],
    ]);
  });

  test('delete an object before its replacement, except a job whose replacement has another name', async () => {
    const all = await resources(declare);
    expect(all['shop/migrate/job']?.deleteBeforeReplace).toBe(false);
    expect(all['shop/web/deployment']?.deleteBeforeReplace).toBe(true);
  });
});

describe('a namespace', () => {
  const declare = (app: Application) => void new WorkerFlow(app, 'wrk', worker);

  test('of one application is created and deleted with it', async () => {
    const own = environment('dev', { apps: { shop: { namespace: 'shop-dev', createNamespace: true } } });
    const all = await resources(declare, {}, { environment: own });
    expect(all['shop/namespace']).toMatchObject({ type: 'kubernetes:core/v1:Namespace', parent: 'shop' });
    expect(all['shop/wrk/deployment']?.after).toEqual(['shop/namespace']);
  });

  test('that applications share is patched, because it belongs to none of them', async () => {
    const shared = environment('dev', { namespace: 'all-dev', createNamespace: true });
    const all = await resources(declare, {}, { environment: shared });
    expect(all['shop/namespace']).toMatchObject({ type: 'kubernetes:core/v1:NamespacePatch' });
  });
});

test('outputs contain the URLs, Services and images of flows', async () => {
  let component: ApplicationComponent | undefined;
  await registered(() => {
    const application = define((app) => {
      new ServiceFlow(app, 'web', { ...service, route: { hosts: ['a.example.org', 'b.example.org'], tls: true } });
      new WorkerFlow(app, 'wrk', worker);
    });
    component = new ApplicationComponent('shop', { application, environment: dev });
  });
  if (!component) throw new Error('no component');
  expect(await resolved(component.urls)).toEqual({ web: ['https://a.example.org', 'https://b.example.org'] });
  expect(await resolved(component.services)).toEqual({ web: 'shop-web' });
  expect(await resolved(component.images)).toEqual({ web: 'example/web:v1', wrk: 'example/wrk:v1' });
  expect(Object.keys(component.flows.web?.objects ?? {}).sort()).toEqual(['deployment', 'ingress', 'service']);
  expect(await resolved(component.flows.wrk?.service as never)).toBeUndefined();
});
