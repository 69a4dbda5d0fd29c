import { ApiObject, Chart, Include, JsonPatch } from 'cdk8s';
import { ConfigMap, Deployment, k8s, NetworkPolicy, Pods } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { environment, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { define, issuesOf } from '../helpers/define';
import { folderWith } from '../helpers/files';

const web = { image: 'nginx:1.27', user: 101, port: 8080 };
const tomorrow = folderWith({
  'towpath.yaml': `allowFields:
  - Deployment.spec.fieldOfTomorrow
  - Deployment.spec.template.spec.containers.unheardOf
  - ConfigMap.fieldOfTomorrow
`,
});
const inShop = (declare: Parameters<typeof define>[0], where = environment('dev', { namespace: 'here' })) =>
  synthesize(define(declare), where, { id: 'shop', root: tomorrow });

describe('overrides', () => {
  it('set any field, known or not, and null removes a field', () => {
    const app = inShop((shop) => {
      new ServiceFlow(shop, 'api', {
        ...web,
        security: 'none', // the host's network is more than a standard allows
        overrides: {
          deployment: {
            metadata: { annotations: { note: 'x' }, finalizers: ['example.org/x'] },
            spec: {
              fieldOfTomorrow: { deep: [1, null] },
              template: { spec: { enableServiceLinks: null, hostNetwork: true } },
            },
          },
          service: { spec: { ports: [{ port: 80 }] } },
        },
      });
    });
    const deployment = objectOf(app, 'api', 'deployment');
    expect(deployment).toMatchObject({
      metadata: { annotations: { note: 'x' }, finalizers: ['example.org/x'] },
      spec: { fieldOfTomorrow: { deep: [1, null] }, template: { spec: { hostNetwork: true } } },
    });
    expect(deployment).not.toHaveProperty('spec.template.spec.enableServiceLinks');
    expect(deployment).toHaveProperty('spec.template.spec.automountServiceAccountToken', false);
    expect(objectOf(app, 'api', 'service')).toHaveProperty('spec.ports', [{ port: 80 }]);
  });

  it('of an object that the flow does not have are errors', () => {
    const declare = (shop: never) =>
      new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1, overrides: { service: {}, deploymnt: {} } });
    expect(issuesOf(() => inShop(declare as never))).toEqual([
      'unknown-object shop.wrk.overrides.service',
      'unknown-object shop.wrk.overrides.deploymnt',
    ]);
  });
});

describe('patches', () => {
  it('of a generated object keep every field', () => {
    const app = inShop((shop) => {
      const api = new ServiceFlow(shop, 'api', web);
      api.object('deployment')?.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/unheardOf', { a: 1 }));
    });
    expect(objectOf(app, 'api', 'deployment')).toHaveProperty('spec.template.spec.containers.0.unheardOf', { a: 1 });
  });

  it('of a typed construct keep fields that its type does not know', () => {
    const app = inShop((shop) => {
      const map = new k8s.KubeConfigMap(shop, 'map', { data: { a: '1' } });
      map.addJsonPatch(JsonPatch.add('/fieldOfTomorrow', true), JsonPatch.replace('/data/a', '2'));
    });
    expect(app.objects['_configmap.shop-map']).toMatchObject({ fieldOfTomorrow: true, data: { a: '2' } });
  });

  it('that do not apply are errors with the construct’s path', () => {
    const declare = (shop: never) => {
      const api = new ServiceFlow(shop, 'api', web);
      api.object('deployment')?.addJsonPatch(JsonPatch.replace('/spec/not/there', 1));
    };
    expect(issuesOf(() => inShop(declare as never))).toContain('application-not-loaded shop/api/deployment');
  });
});

describe('constructs outside of flows', () => {
  it('are written too, under their own file names, in the application’s namespace', () => {
    const app = inShop((shop) => {
      new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
      new ConfigMap(shop, 'settings', { data: { key: 'no' } });
      const pods = new Pods(shop, 'all');
      new NetworkPolicy(shop, 'deny', { selector: pods });
      new ApiObject(shop, 'role', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'a:b' },
      });
    });
    expect(Object.keys(app.objects)).toEqual([
      '_clusterrole.a_b',
      '_configmap.shop-settings',
      '_networkpolicy.shop-deny',
      'wrk-deployment',
    ]);
    expect(app.objects['_configmap.shop-settings']).toMatchObject({
      metadata: { name: 'shop-settings', namespace: 'here' },
      data: { key: 'no' },
    });
  });

  it('take the instance’s name, not the application’s', () => {
    const where = environment('dev', { apps: { shop: { instance: 'second' } } });
    const app = inShop((shop) => new ConfigMap(shop, 'settings'), where);
    expect(Object.keys(app.objects)).toEqual(['_configmap.second-settings']);
  });

  it('have file names with the id of their flow or with their own namespace', () => {
    const app = inShop((shop) => {
      const wrk = new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
      new Deployment(wrk, 'canary', { containers: [{ image: 'a:2' }] });
      new ConfigMap(shop, 'there', { metadata: { namespace: 'elsewhere', name: 'same' } });
      new ConfigMap(shop, 'here', { metadata: { name: 'same' } });
    });
    expect(Object.keys(app.objects)).toEqual([
      '_configmap.elsewhere.same',
      '_configmap.same',
      'wrk-deployment.canary',
      'wrk-deployment',
    ]);
  });

  it('can be included YAML files and nested charts', () => {
    const folder = folderWith({
      'crd.yaml': 'apiVersion: example.org/v1\nkind: Thing\nmetadata: { name: t }\nspec: { "on": "no" }\n',
    });
    const app = inShop((shop) => {
      new Include(shop, 'include', { url: `${folder}/crd.yaml` });
      new ConfigMap(new Chart(shop, 'inner', { disableResourceNameHashes: true }), 'map');
    });
    expect(Object.keys(app.objects)).toEqual(['_configmap.shop-inner-map', '_thing.t']);
    expect(app.objects['_thing.t']).toHaveProperty('spec.on', 'no');
  });

  it('whose own validation fails stop the synthesis', () => {
    class Picky extends Construct {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        this.node.addValidation({ validate: () => ['needs more'] });
      }
    }
    expect(issuesOf(() => inShop((shop) => new Picky(shop, 'picky')))).toEqual(['construct-invalid shop/picky']);
  });

  it('of one kind and name are a collision', () => {
    const found = issuesOf(() =>
      inShop((shop) => {
        new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
        new ApiObject(shop, 'other', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop-db' } });
      }),
    );
    expect(found.join()).toContain('object-collision');
  });
});

it('a value that cannot be written as YAML is reported with its path', () => {
  const broken = { image: 'a:1', user: 1, env: { A: '\ud800' } };
  expect(issuesOf(() => inShop((shop) => new WorkerFlow(shop, 'wrk', broken)))).toEqual([
    'not-writable shop/wrk/deployment',
  ]);
});

it('later changes to the tree have an effect', () => {
  const app = inShop((shop) => {
    new ServiceFlow(shop, 'api', web);
    for (const construct of shop.node.findAll()) {
      if (ApiObject.isApiObject(construct)) construct.metadata.addLabel('example.org/team', 'web');
    }
  });
  for (const object of Object.values(app.objects))
    expect(object.metadata.labels).toMatchObject({ 'example.org/team': 'web' });
});
