import { ApiObject } from 'cdk8s';
import { environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const definition = (kind: string, scope: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.example.org` },
  spec: {
    group: 'example.org',
    scope,
    names: { kind, plural: `${kind.toLowerCase()}s`, singular: kind.toLowerCase() },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});
const root = folderWith({ 'crds/planet.yaml': JSON.stringify(definition('Planet', 'Cluster')) });

const namespaceOf = (apiVersion: string, kind: string, fields: object = {}, metadata: object = {}) => {
  const Shop = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
    new ApiObject(app, 'town', definition('Town', 'Cluster'));
    new ApiObject(app, 'house', definition('House', 'Namespaced'));
    new ApiObject(app, 'it', { apiVersion, kind, metadata: { name: 'it', ...metadata }, ...fields });
  });
  const app = synthesize(Shop, environment('dev', { namespace: 'here' }), { id: 'shop', root });
  return Object.values(app.objects).find(({ metadata: { name } }) => name === 'it')?.metadata.namespace;
};

const rbac = 'rbac.authorization.k8s.io/v1';

it.each([
  [rbac, 'ClusterRole', { rules: [] }],
  [rbac, 'ClusterRoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'a' } }],
  ['v1', 'Namespace', {}],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.org/disk' }],
  ['scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }],
  ['example.org/v1', 'Planet', {}], // defined in the folder `crds`
  ['example.org/v1', 'Town', {}], // defined by the application
])('a cluster-scoped object has no namespace: %s %s', (apiVersion, kind, fields) => {
  expect(namespaceOf(apiVersion, kind, fields)).toBeUndefined();
  expect(namespaceOf(apiVersion, kind, fields, { namespace: 'there' })).toBeUndefined();
});

it.each([
  [rbac, 'Role', { rules: [] }],
  ['v1', 'ConfigMap', {}],
  ['example.org/v1', 'House', {}],
])('any other object has the namespace of the application or its own: %s %s', (apiVersion, kind, fields) => {
  expect(namespaceOf(apiVersion, kind, fields)).toBe('here');
  expect(namespaceOf(apiVersion, kind, fields, { namespace: 'there' })).toBe('there');
});
