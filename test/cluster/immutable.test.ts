import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { LiveObject } from '../../src/cluster/cluster';
import { bareApplication, obstacles } from './helpers/bare-application';
import { commandsIn, runCommandsIn } from './helpers/hinted-commands';
import { onServer } from './helpers/server';

const metadata = { name: 'api' };
const object = (apiVersion: string, kind: string, rest: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata,
  ...rest,
});

const pod = (app = 'api', more: object = {}) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'main', image: 'example/api:v1' }], ...more },
});
const deployment = (app: string) =>
  object('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { app } }, template: pod(app) } });
const claimSpec = (storage: string, more: object = {}) => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage } },
  ...more,
});
const statefulSet = (storage: string, more: object = {}, claim: object = {}) =>
  object('apps/v1', 'StatefulSet', {
    spec: {
      serviceName: 'api',
      selector: { matchLabels: { app: 'api' } },
      template: pod(),
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec(storage, claim) }],
      ...more,
    },
  });
const claim = (storage: string, more?: object) =>
  object('v1', 'PersistentVolumeClaim', { spec: claimSpec(storage, more) });
const job = (image: string) =>
  object('batch/v1', 'Job', {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
  });
const service = (more: object) =>
  object('v1', 'Service', { spec: { selector: { app: 'api' }, ports: [{ port: 80 }], ...more } });
const binding = (name: string) =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
  });

/** Nobody else's, where names are the whole cluster's. */
const unique = `t${randomUUID().slice(0, 8)}`;
const storageClass = (more: object): KubernetesObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: unique },
  provisioner: 'example.org/none',
  ...more,
});
const definition = (scope: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${unique}s.example.org` },
  spec: {
    group: 'example.org',
    scope,
    names: { kind: unique.toUpperCase(), plural: `${unique}s`, singular: unique },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});

const pairs: readonly (readonly [name: string, was: KubernetesObject, is: KubernetesObject])[] = [
  ['selector of a Deployment', deployment('a'), deployment('b')],
  ['size of a StatefulSet', statefulSet('1Gi'), statefulSet('2Gi')],
  ['class of a StatefulSet', statefulSet('1Gi'), statefulSet('1Gi', {}, { storageClassName: 'fast' })],
  ['service of a StatefulSet', statefulSet('1Gi'), statefulSet('1Gi', { serviceName: 'other' })],
  ['pod management of a StatefulSet', statefulSet('1Gi'), statefulSet('1Gi', { podManagementPolicy: 'Parallel' })],
  ['claim that shrinks', claim('2Gi', { storageClassName: 'none' }), claim('1Gi', { storageClassName: 'none' })],
  ['class of a claim', claim('1Gi', { storageClassName: 'a' }), claim('1Gi', { storageClassName: 'b' })],
  ['access of a claim', claim('1Gi'), claim('1Gi', { accessModes: ['ReadWriteMany'] })],
  ['volume of a claim', claim('1Gi', { volumeName: 'a' }), claim('1Gi', { volumeName: 'b' })],
  ['template of a Job', job('example/a:v1'), job('example/a:v2')],
  [
    'class of a load balancer',
    service({ type: 'LoadBalancer', loadBalancerClass: 'example.org/a' }),
    service({ type: 'LoadBalancer', loadBalancerClass: 'example.org/b' }),
  ],
  ['role of a RoleBinding', binding('a'), binding('b')],
  [
    'immutable ConfigMap',
    object('v1', 'ConfigMap', { immutable: true, data: { A: '1' } }),
    object('v1', 'ConfigMap', { immutable: true, data: { A: '2' } }),
  ],
  [
    'immutable Secret',
    object('v1', 'Secret', { immutable: true, stringData: { A: '1' } }),
    object('v1', 'Secret', { immutable: true, stringData: { A: '2' } }),
  ],
  [
    'type of a Secret',
    object('v1', 'Secret', { type: 'Opaque' }),
    object('v1', 'Secret', { type: 'example.org/other' }),
  ],
  ['parameters of a StorageClass', storageClass({ parameters: { a: '1' } }), storageClass({ parameters: { a: '2' } })],
  ['scope of a definition', definition('Namespaced'), definition('Cluster')],
];

/** What was written, without the state that controllers bring about meanwhile. */
function meant(object: LiveObject | undefined): unknown {
  // A controller binds a claim at any time.
  const spec = { ...(object?.spec as object | undefined), volumeName: undefined };
  return { spec, data: object?.data, labels: object?.metadata.labels, uid: object?.metadata.uid };
}

onServer('fields that cannot be changed on an existing object', () => {
  it.each(pairs)(
    '%s: is reported before anything is written, and its hint leads to the declared object',
    async (_, was, is) => {
      const shop = bareApplication();
      await shop.deploy([was]);
      const before = meant(await shop.get(was));
      const plan = await shop.plan([is]);
      expect(obstacles(plan)).toEqual(['object-immutable']);
      expect(meant(await shop.get(was))).toEqual(before);
      const commands = commandsIn(plan.issues[0]?.hint);
      expect(plan.issues[0]?.hint).not.toContain('then deploy');
      expect(commands.filter((command) => !command.startsWith('kubectl --context loopback '))).toEqual([]);
      runCommandsIn(plan.issues[0]?.hint);
      await shop.deploy([is]);
      expect((await shop.plan([is])).objects).toMatchObject([{ action: 'none', issues: [] }]);
    },
  );
});
