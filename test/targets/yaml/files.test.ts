import { ApiObject } from 'cdk8s';
import { environment, StoreFlow, WorkerFlow } from 'towpath';
import { parseAllDocuments } from 'yaml';
import type { ApplicationAssembly } from '../../../src/assembly/application-assembly';
import { assemble } from '../../../src/assembly/assemble';
import { indexText } from '../../../src/output/index-file';
import { targetUnits } from '../../../src/targets/units';
import { yaml } from '../../../src/targets/yaml/target';
import * as writer from '../../../src/targets/yaml/write';
import type { Layout } from '../../../src/workspace/workspace-file';
import { define } from '../../helpers/define';

const yamlUnits = (assemblies: readonly ApplicationAssembly[], layout: Layout) =>
  targetUnits({ target: yaml, writer, options: {}, accept: [] }, assemblies, { layout }).units;

const Shop = define((shop) => {
  new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
  new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1, volume: { mountPath: '/data', size: '1Gi' } });
  new ApiObject(shop, 'crd', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' });
});
const Other = define((app) => new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 }));

const build = (where: ReturnType<typeof environment>) => [
  assemble({ id: 'shop', construct: Shop }, where),
  assemble({ id: 'other', construct: Other }, where),
];
const paths = (where: ReturnType<typeof environment>) =>
  yamlUnits(build(where), 'object')
    .flatMap(({ files }) => files.map(({ path }) => path))
    .sort();

describe('the layout of a file for each object', () => {
  it('has the paths <env>/<app>/<flow>-<kind>.yaml', () => {
    expect(paths(environment('dev'))).toEqual([
      'dev/other/wrk-deployment.yaml',
      'dev/shop/_customresourcedefinition.shop-crd.yaml',
      'dev/shop/db-deployment.yaml',
      'dev/shop/db-pvc.yaml',
      'dev/shop/db-service.yaml',
      'dev/shop/wrk-deployment.yaml',
    ]);
  });
});

describe('the layout of a file for each application', () => {
  const [unit] = yamlUnits(build(environment('dev')), 'app');
  const kinds = (text = '') =>
    parseAllDocuments(text).map((document) => (document as never as { get(k: string): string }).get('kind'));

  it('contains the same objects, in the order in which they are applied', () => {
    expect(unit?.files.map(({ path }) => path)).toEqual(['dev/shop.yaml']);
    expect(kinds(unit?.files[0]?.text)).toEqual([
      'CustomResourceDefinition',
      'PersistentVolumeClaim',
      'Service',
      'Deployment',
      'Deployment',
    ]);
  });

  it.each([
    ['NetworkPolicy', 'networking.k8s.io/v1', 'Deployment'],
    ['StorageClass', 'storage.k8s.io/v1', 'PersistentVolumeClaim'],
  ])('puts a %s before the objects that it affects', (kind, apiVersion, later) => {
    const Extended = define((shop) => {
      new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1, volume: { mountPath: '/data', size: '1Gi' } });
      new ApiObject(shop, 'zz', { apiVersion, kind });
    });
    const [extended] = yamlUnits([assemble({ id: 'shop', construct: Extended }, environment('dev'))], 'app');
    const order = kinds(extended?.files[0]?.text);
    expect(order).toContain(kind);
    expect(order.indexOf(kind)).toBeLessThan(order.indexOf(later));
  });

  it('puts dependencies first, even against the order of kinds', () => {
    const Turned = define((shop) => {
      const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
      const wrk = new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
      db.object('service')?.addDependency(wrk);
    });
    const [turned] = yamlUnits([assemble({ id: 'shop', construct: Turned }, environment('dev'))], 'app');
    expect(turned?.files[0]?.objects.map(({ flow, manifest }) => `${flow} ${manifest.kind}`)).toEqual([
      'db Deployment',
      'wrk Deployment',
      'db Service',
    ]);
  });
});

it('dependencies are in the index, for tools that apply file by file', () => {
  const Needy = define((shop) => {
    const wrk = new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 });
    const db = new StoreFlow(shop, 'db', { image: 'redis:7.4', user: 1, port: 1 });
    wrk.node.addDependency(db);
  });
  const [unit] = yamlUnits([assemble({ id: 'shop', construct: Needy }, environment('dev'))], 'object');
  const index = JSON.parse(indexText(unit as never));
  expect(index.files['dev/shop/wrk-deployment.yaml'].objects[0].after).toEqual([
    'shop/db/deployment',
    'shop/db/service',
  ]);
  expect(index.files['dev/shop/db-service.yaml'].objects[0]).not.toHaveProperty('after');
});

describe('namespaces', () => {
  it('are written once for an environment if several applications share one', () => {
    const units = yamlUnits(build(environment('dev', { namespace: 'here', createNamespace: true })), 'object');
    const files = units.flatMap((unit) => unit.files.filter(({ path }) => path.includes('namespace')));
    expect(files.map(({ path }) => path)).toEqual(['dev/00-namespace.yaml']);
    expect(files[0]?.objects[0]?.manifest).toMatchObject({ kind: 'Namespace', metadata: { name: 'here' } });
  });

  it('are written for each application that has its own', () => {
    const where = environment('dev', {
      namespace: 'here',
      createNamespace: true,
      apps: { shop: { namespace: 'there' }, other: { namespace: 'other', createNamespace: false } },
    });
    expect(paths(where).filter((path) => path.includes('namespace'))).toEqual([
      'dev/00-namespace.yaml',
      'dev/shop/00-namespace.yaml',
    ]);
  });

  it('are not written by default, and are set in every object but cluster-scoped ones', () => {
    expect(paths(environment('dev', { namespace: 'here' })).join()).not.toContain('namespace');
    const [shop] = build(environment('dev', { namespace: 'here' }));
    const places = shop?.objects.map(({ manifest }) => [manifest.kind, manifest.metadata.namespace]);
    expect(places).toEqual([
      ['CustomResourceDefinition', undefined],
      ...['Deployment', 'PersistentVolumeClaim', 'Service', 'Deployment'].map((kind) => [kind, 'here']),
    ]);
  });

  it('are the first file that kubectl reads in a folder', () => {
    const all = paths(environment('dev', { namespace: 'here', createNamespace: true }));
    expect(all[0]).toBe('dev/00-namespace.yaml');
  });
});
