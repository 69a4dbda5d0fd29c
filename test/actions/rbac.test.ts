import { ApiObject } from 'cdk8s';
import { ServiceFlow, TowpathError } from 'towpath';
import { type RbacOptions, rbac } from '../../src/actions/rbac/rbac';
import type { Application } from '../../src/applications/application';
import type { PolicyRule } from '../../src/release/rights/rules';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const dev = 'namespace: shop-dev\napps: { shop: { tag: v1 } }\n';

function roles(
  declare: (app: Application) => void,
  options: Partial<RbacOptions> = {},
  files: Readonly<Record<string, string>> = {},
) {
  const root = folderWith({ 'environments/dev.yaml': dev, ...files });
  return rbac({ root, applications: { shop: define(declare) }, environment: 'dev', ...options });
}

function rulesOf(object: object | undefined): readonly PolicyRule[] {
  return (object as { rules: readonly PolicyRule[] }).rules;
}

async function codes(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown as unknown,
  );
  return TowpathError.is(error) ? error.issues.map(({ code }) => code) : [String(error)];
}

const api = (app: Application) =>
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1000, port: 80 });
const add = (app: Application, id: string, kind: string, more: object = {}, namespace?: string) =>
  new ApiObject(app, id, { apiVersion: 'v1', kind, metadata: { name: id, ...(namespace && { namespace }) }, ...more });
const custom = (app: Application) =>
  new ApiObject(app, 'cert', { apiVersion: 'example.org/v1', kind: 'Index', metadata: { name: 'cert' } });
const definition = (scope: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'indices.example.org' },
  spec: {
    group: 'example.org',
    scope,
    names: { kind: 'Index', plural: 'indices' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});

test('a Role for the namespace, without a binding if no account is named', async () => {
  const { objects } = await roles(api);
  expect(objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([
    ['Role', 'shop-dev', 'towpath.shop'],
  ]);
  const all = rulesOf(objects[0]).flatMap(({ apiGroups, resources, verbs }) => [...apiGroups, ...resources, ...verbs]);
  expect(all).not.toContain('*');
  // What the application does not declare: nobody is given its kinds.
  expect(all).not.toContain('secrets');
});

test('a binding to each named account', async () => {
  const { objects } = await roles(api, { user: 'jana', group: 'team', serviceAccount: 'ci:deployer' });
  const apiGroup = 'rbac.authorization.k8s.io';
  expect(objects.find(({ kind }) => kind === 'RoleBinding')).toMatchObject({
    roleRef: { apiGroup, kind: 'Role', name: 'towpath.shop' },
    subjects: [
      { kind: 'User', name: 'jana', apiGroup },
      { kind: 'Group', name: 'team', apiGroup },
      { kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' },
    ],
  });
  const own = await roles(api, { serviceAccount: 'deployer' });
  expect(own.objects[1]).toMatchObject({ subjects: [{ name: 'deployer', namespace: 'shop-dev' }] });
  const unplaced = { 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }\n' };
  expect(await codes(roles(api, { serviceAccount: 'deployer' }, unplaced))).toEqual(['account-unplaced']);
});

test('no namespace is set if the environment sets none', async () => {
  const { objects } = await roles(api, {}, { 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }\n' });
  expect(objects.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([['Role', undefined]]);
});

test('plural names of kinds come from their definitions, and are never guessed', async () => {
  expect(await codes(roles(custom))).toEqual(['plural-unknown']);
  const { objects } = await roles(custom, {}, { 'crds/index.json': JSON.stringify(definition('Namespaced')) });
  expect(rulesOf(objects[0])).toContainEqual(
    expect.objectContaining({ apiGroups: ['example.org'], resources: ['indices'] }),
  );
  const declared = await roles((app) => {
    custom(app);
    const { metadata, ...more } = definition('Cluster');
    new ApiObject(app, 'crd', { metadata, ...more });
  });
  const clusterRole = declared.objects.find(({ kind }) => kind === 'ClusterRole');
  expect(rulesOf(clusterRole)).toContainEqual({
    apiGroups: ['example.org'],
    resources: ['indices'],
    resourceNames: ['cert'],
    verbs: ['create', 'get', 'patch'],
  });
});

test('only declared Secrets can be written', async () => {
  const { objects } = await roles((app) => add(app, 'keys', 'Secret'));
  const rules = rulesOf(objects[0]).filter(({ resources }) => resources.includes('secrets'));
  expect(rules).toEqual([
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['keys'], verbs: ['create', 'patch'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['delete', 'get', 'list'] },
  ]);
});

test('an object in another namespace has its own Role there', async () => {
  const { objects } = await roles((app) => add(app, 'rules', 'ConfigMap', {}, 'monitoring'));
  const there = objects.find(({ metadata }) => metadata.namespace === 'monitoring');
  expect(there).toMatchObject({ kind: 'Role', metadata: { name: 'towpath.shop.shop-dev' } });
  expect(rulesOf(there)).toEqual([
    { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'delete', 'get', 'list', 'patch'] },
  ]);
});

test('a namespace that the environment creates is printed with its Role', async () => {
  const made = { 'environments/dev.yaml': `createNamespace: true\n${dev}` };
  const { objects } = await roles(api, {}, made);
  expect(objects.map(({ kind }) => kind)).toEqual(['Namespace', 'Role']);
  expect(rulesOf(objects[1])).toContainEqual({ apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'patch'] });
});

test('rights for the additional options', async () => {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const claim = (app: Application) => add(app, 'data', 'PersistentVolumeClaim', { spec });
  const verbs = async (options: Partial<RbacOptions>) => {
    const { objects } = await roles(claim, options);
    const rule = rulesOf(objects[0]).find(({ resources }) => resources.includes('persistentvolumeclaims'));
    return rule?.verbs;
  };
  expect(await verbs({})).not.toContain('delete');
  expect(await verbs({})).not.toContain('update');
  expect(await verbs({ pruneData: true })).toContain('delete');
  expect(await verbs({ takeOwnership: true })).toContain('update');
});

test('with `logs`, the output of pods and exactly the Secrets that the pods name can be read', async () => {
  const declare = (app: Application) => {
    const env = { TOKEN: { secret: 'login', key: 'token' } };
    const image = app.image('api', 'example/api');
    new ServiceFlow(app, 'api', { image, user: 1000, port: 80, env, pullSecrets: ['registry'] });
  };
  const rules = async (logs: boolean) =>
    rulesOf((await roles(declare, { logs })).objects[0]).filter(({ resources }) =>
      resources.some((resource) => resource === 'pods/log' || resource === 'secrets'),
    );
  expect(await rules(false)).toEqual([]);
  expect(await rules(true)).toEqual([
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['login', 'registry'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  ]);
});
