import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ApplicationProps } from 'towpath';
import { TowpathError } from '../../../src/diagnostics';
import { folderWith } from '../../helpers/files';
import { withValue } from './mutations';
import { deployed, environments, type Kept, type RestoreOptions, recordOf, restore, Shop } from './shop';

/** No checkout: the record alone tells, so that what it may hold is all that stands between it and the cluster. */
let root = '';
let record: Kept;

beforeAll(async () => {
  root = folderWith(environments);
  record = await recordOf(root);
});

/** What is refused of a record, as `code path`; empty where it may be restored. */
async function refused(kept: Kept, options: Partial<RestoreOptions> = {}): Promise<string[]> {
  try {
    await restore(kept, { root, ...options });
    return [];
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, path = '' }) => `${code} ${path}`);
  }
}

/** The record with another value in the object of a name. */
function withField(name: string, path: string, value: unknown): Kept {
  const index = record.objects.findIndex(({ manifest }) => `${manifest.kind}/${manifest.metadata.name}` === name);
  const steps = path.split(' ').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return withValue(record, ['objects', index, 'manifest', ...steps], value);
}

const pod = 'spec template spec';
const main = `${pod} containers 0`;

it.each([
  ['an environment variable', `${main} env 0 value`, 'debug'],
  ['one more variable', `${main} env 2`, { name: 'MORE', value: 'x' }],
  ['one variable fewer', `${main} env 1`, undefined],
  ['a command', `${main} command`, ['serve', '--verbose']],
  ['the number of its pods', 'spec replicas', 7],
  ['memory', `${main} resources limits`, { memory: '1Gi' }],
  ['a probe', `${main} readinessProbe`, { httpGet: { path: '/ready', port: 80 } }],
  ['a file of a ConfigMap', `${pod} volumes`, [{ name: 'conf', configMap: { name: 'conf' } }]],
  ['a root that cannot be written', `${main} securityContext readOnlyRootFilesystem`, true],
])('restores a difference in %s', async (_, path, value) => {
  expect(await refused(withField('Deployment/shop-wrk', path, value))).toEqual([]);
});

it('restores another version of the same image', async () => {
  const [image, tag] = ['example/wrk:v0', 'v0'];
  const objects = withField('Deployment/shop-wrk', `${main} image`, image).objects;
  const { wrk, ...flows } = record.release.flows;
  const release = { ...record.release, flows: { ...flows, wrk: { ...wrk, image, tag } as NonNullable<typeof wrk> } };
  expect(await refused({ release, objects })).toEqual([]);
});

it.each<[name: string, object: string, path: string, value: unknown]>([
  ['an account', 'Deployment/shop-wrk', `${pod} serviceAccountName`, 'admin'],
  ['a token', 'Deployment/shop-wrk', `${pod} automountServiceAccountToken`, true],
  [
    'a token by removing automountServiceAccountToken: false',
    'Deployment/shop-wrk',
    `${pod} automountServiceAccountToken`,
    undefined,
  ],
  ['the network of the node', 'Deployment/shop-wrk', `${pod} hostNetwork`, true],
  ['the processes of the node', 'Deployment/shop-wrk', `${pod} hostPID`, true],
  ['a node', 'Deployment/shop-wrk', `${pod} nodeName`, 'control-plane'],
  ['a disk of the node', 'Deployment/shop-wrk', `${pod} volumes`, [{ name: 'root', hostPath: { path: '/' } }]],
  ['a Secret as a file', 'Deployment/shop-wrk', `${pod} volumes`, [{ name: 'key', secret: { secretName: 'key' } }]],
  ['a token as a file', 'Deployment/shop-wrk', `${pod} volumes`, [{ name: 't', projected: { sources: [{}] } }]],
  [
    'a Secret as a variable',
    'Deployment/shop-api',
    `${main} env 0`,
    { name: 'KEY', valueFrom: { secretKeyRef: { name: 'key', key: 'k' } } },
  ],
  ['all keys of a Secret', 'Deployment/shop-wrk', `${main} envFrom`, [{ secretRef: { name: 'key' } }]],
  ['a Secret to pull images with', 'Deployment/shop-wrk', `${pod} imagePullSecrets`, [{ name: 'key' }]],
  ['root', 'Deployment/shop-wrk', `${main} securityContext privileged`, true],
  ['another user by removing the declared one', 'Deployment/shop-wrk', `${main} securityContext runAsUser`, undefined],
  ['a capability', 'Deployment/shop-wrk', `${main} securityContext capabilities add`, ['SYS_ADMIN']],
  ['all capabilities by removing their drop', 'Deployment/shop-wrk', `${main} securityContext capabilities`, undefined],
  ['another image', 'Deployment/shop-wrk', `${main} image`, 'example/evil:v1'],
  ['one more container', 'Deployment/shop-wrk', `${pod} containers 1`, { name: 'x', image: 'example/wrk:v1' }],
  [
    'a container with the name of another',
    'Deployment/shop-wrk',
    `${pod} containers 1`,
    { name: 'wrk', image: 'example/wrk:v1' },
  ],
  ['a port of the node', 'Deployment/shop-api', `${main} ports 0 hostPort`, 80],
  [
    'a probe of another host',
    'Deployment/shop-wrk',
    `${main} livenessProbe`,
    { httpGet: { host: '10.0.0.1', port: 80 } },
  ],
  ['a label of its pods', 'Deployment/shop-wrk', 'spec template metadata labels role', 'admin'],
  ['other pods', 'Service/shop-api', 'spec selector', { app: 'other' }],
  ['a fixed address', 'Service/shop-api', 'spec externalIPs', ['10.0.0.1']],
  ['a rule', 'Role/shop-api', 'rules 1', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  ['a verb of a rule', 'Role/shop-api', 'rules 0 verbs 0', 'delete'],
  ['a rule in another shape', 'Role/shop-api', 'rules 0 resources', 'secrets'],
  ['another role', 'RoleBinding/shop-api', 'roleRef name', 'admin'],
  [
    'a subject',
    'RoleBinding/shop-api',
    'subjects 1',
    { kind: 'User', name: 'eve', apiGroup: 'rbac.authorization.k8s.io' },
  ],
  ['a cloud permission', 'ServiceAccount/shop-api', 'metadata annotations', { 'eks.amazonaws.com/role-arn': 'admin' }],
  [
    'a claim with other data',
    'PersistentVolumeClaim/shop-db',
    'spec dataSource',
    { kind: 'PersistentVolumeClaim', name: 'other' },
  ],
  [
    'a namespace without a Pod Security level',
    'Namespace/prod',
    'metadata labels pod-security.kubernetes.io/enforce',
    'privileged',
  ],
  [
    'an owner',
    'Deployment/shop-wrk',
    'metadata ownerReferences',
    [{ kind: 'Node', name: 'n', uid: 'u', apiVersion: 'v1' }],
  ],
  ['another version of its kind', 'Deployment/shop-wrk', 'apiVersion', 'apps/v1beta1'],
])('refuses %s, even if the record is trusted', async (_, object, path, value) => {
  const found = await refused(withField(object, path, value), { trustRecord: true });
  // Entries of lists go by their names in messages; a rule is refused as a whole.
  const steps = path.split(' ').filter((step) => !/^\d+$/.test(step));
  const last = steps[0] === 'rules' ? 'rules' : (steps.at(-1) as string);
  const isExpected = (one: string) => one.startsWith('release-exceeds-rights ') && one.includes(last);
  // An image is also not the one that the release says of its flow.
  const others = last === 'image' ? ['release-record-invalid flows.wrk'] : [];
  expect(found.filter(isExpected)).not.toEqual([]);
  expect(found.filter((one) => !isExpected(one))).toEqual(others);
});

it('restores a role with fewer rights than are declared', async () => {
  expect(await refused(withField('Role/shop-api', 'rules 0 verbs', ['get']))).toEqual([]);
  expect(await refused(withField('RoleBinding/shop-api', 'subjects', []))).toEqual([]);
});

const added: readonly [apiVersion: string, kind: string, name: string, namespace?: string][] = [
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'evil'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'evil'],
  ['rbac.authorization.k8s.io/v1', 'Role', 'evil', 'prod'],
  ['v1', 'ServiceAccount', 'evil', 'prod'],
  ['v1', 'Namespace', 'evil'],
  ['v1', 'Secret', 'shop-api', 'prod'],
  ['v1', 'ConfigMap', 'evil', 'prod'],
  ['v1', 'ConfigMap', 'towpath.shop.v7', 'prod'],
  ['v1', 'Pod', 'evil', 'prod'],
  ['v1', 'Endpoints', 'shop-api', 'prod'],
  ['apps/v1', 'Deployment', 'shop-api', 'kube-system'],
  ['apps/v1', 'Deployment', 'evil', 'prod'],
  ['apps/v1', 'StatefulSet', 'shop-api', 'prod'],
  ['example.org/v1', 'Deployment', 'shop-api', 'prod'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'evil'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'evils.example.org'],
  ['iam.example.org/v1', 'AccessGrant', 'evil', 'prod'],
  ['batch/v1', 'Job', 'shop-migrate-0123456789', 'prod'],
];

describe.each([
  ['outside the flows', undefined],
  ['of a flow', 'wrk'],
])('an unknown object, %s', (_, flow) => {
  it.each(added)('is refused by its name: %s %s %s', async (...[apiVersion, kind, name, namespace]) => {
    const manifest = { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } };
    const object = { path: 'evil', after: [], needs: [], runsOnce: false, manifest, ...(flow && { flow }) };
    const forged = { ...record, objects: [...record.objects, object] };
    expect(await refused(forged, { trustRecord: true })).toEqual([expect.stringMatching(/^release-object-unknown /)]);
  });
});

it('refuses a Secret, also one that is declared', async () => {
  const WithSecret = class extends Shop {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, props);
      new ApiObject(this, 'key', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' } });
    }
  };
  const manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key', namespace: 'prod' } };
  const object = { path: 'shop/key', after: [], needs: [], runsOnce: false, manifest };
  const forged = { ...record, objects: [...record.objects, object] };
  expect(await refused(forged, { applications: { shop: WithSecret } })).toEqual(['release-object-unknown kind']);
});

it('names every object that is refused at once', async () => {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'evil', namespace: 'kube-system' } };
  const stray = { path: 'evil', after: [], needs: [], runsOnce: false, manifest };
  const { objects } = withField('Deployment/shop-wrk', `${pod} hostPID`, true);
  expect(await refused({ ...record, objects: [...objects, stray] })).toEqual([
    'release-object-unknown metadata.namespace',
    'release-exceeds-rights spec.template.spec.hostPID',
  ]);
});

it.each<[name: string, path: string, value: unknown]>([
  ['a tag that differs from its image', 'flows wrk tag', 'v0'],
  ['an image that differs from its containers', 'flows wrk image', 'example/wrk:v0'],
  ['another application', 'application', 'other'],
  ['another environment', 'environment', 'dev'],
  ['another instance', 'instance', 'other'],
  ['another revision', 'revision', 7],
  ['a later release that it restores', 'restores', 1],
  ['an option of git as its commit', 'commit', '--output=x'],
  ['a path of git as its commit', 'commit', 'HEAD:../..'],
  ['a user name that controls a terminal', 'by', '\u001b[2J'],
  ['an invalid time', 'at', 'yesterday'],
  ['an invalid flow', 'flows evil/x', { kind: 'worker' }],
  ['jobs in another shape', 'ran', { 0: 'x' }],
])('refuses a record with %s', async (_, path, value) => {
  const forged = { ...record, release: withValue(record.release, path.split(' '), value) };
  const found = await refused(forged, { trustRecord: true });
  expect(found).not.toEqual([]);
  expect(found.filter((one) => !/^release-(record-invalid|unknown) /.test(one))).toEqual([]);
});

it('refuses a status that differs from the live object', async () => {
  const live = record.objects.map(({ manifest }) => deployed(manifest));
  const scaled = withField('Deployment/shop-wrk', 'spec replicas', 7);
  expect(await refused(scaled, { live })).toEqual([]);
  const index = scaled.objects.findIndex(({ manifest }) => manifest.metadata.name === 'shop-wrk');
  const forged = withValue(scaled, ['objects', index, 'manifest', 'status'], { replicas: 7 });
  expect(await refused(forged, { live })).toEqual(['release-exceeds-rights status.replicas']);
});

it('recognizes a job by its content', async () => {
  const index = record.objects.findIndex(({ manifest }) => manifest.kind === 'Job');
  const plain = withValue(record, ['objects', index, 'runsOnce'], false);
  expect(await refused(plain)).toEqual(['release-object-unknown runsOnce']);
  const renamed = withValue(record, ['objects', index, 'manifest', 'metadata', 'name'], 'shop-migrate-0123456789');
  expect(await refused(renamed)).toEqual(['release-object-unknown runsOnce']);
});
