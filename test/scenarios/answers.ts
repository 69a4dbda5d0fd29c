import type { Cluster, FieldsV1, LiveObject } from '../../src/cluster/cluster';
import { isApiFailure, type Status } from '../../src/cluster/http/api-failure';
import { refOf } from '../../src/cluster/object-ref';
import { conflictsIn } from '../../src/release/plan/conflict';
import { configMap } from './declared';
import type { Ground, Scenarios } from './ground';

/** A Deployment of ours with one container, `main`. */
function deployment(namespace: string, container: object, labels: object = { app: 'a' }) {
  const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', ...container }] } };
  const spec = { replicas: 1, selector: { matchLabels: { app: 'a' } }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace, labels }, spec };
}

async function start(ground: Ground) {
  return { cluster: ground.connect(), namespace: await ground.newNamespace() };
}

/** What the server answers when it refuses. */
async function refusal(work: Promise<unknown>): Promise<Status> {
  try {
    await work;
  } catch (error) {
    if (isApiFailure(error)) return error.status;
    throw error;
  }
  throw new Error('the server refused nothing');
}

function fieldsOf({ metadata: { managedFields = [] } }: LiveObject, name: string): FieldsV1 | undefined {
  return managedFields.find(({ manager }) => manager === name)?.fieldsV1;
}

function containerOf(live: LiveObject): { readonly [field: string]: unknown } {
  return (live as unknown as { spec: { template: { spec: { containers: [object] } } } }).spec.template.spec
    .containers[0] as { readonly [field: string]: unknown };
}

const read = async (cluster: Cluster, live: LiveObject) => (await cluster.get(refOf(live))) as LiveObject;

/** What towpath takes for granted of a server. Both have to answer alike, or the other scenarios prove little. */
export const answers: Scenarios = {
  'record every field of an apply, with list entries by their keys': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const container = {
      image: 'example/app:v1',
      args: ['--one', '--two'],
      env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }],
      ports: [{ containerPort: 80 }],
      volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
      resources: { requests: { cpu: '10m' } },
    };
    const main: FieldsV1 = {
      ...{ '.': {}, 'f:name': {}, 'f:image': {}, 'f:args': {} },
      'f:env': { 'k:{"name":"KEY"}': { '.': {}, 'f:name': {}, 'f:valueFrom': { 'f:secretKeyRef': {} } } },
      'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
      'f:volumeMounts': { 'k:{"mountPath":"/cache"}': { '.': {}, 'f:mountPath': {}, 'f:name': {} } },
      'f:resources': { 'f:requests': { 'f:cpu': {} } },
    };
    const wanted = deployment(namespace, container);
    const { template } = wanted.spec;
    const spec = { ...template.spec, volumes: [{ name: 'cache', emptyDir: {} }] };
    const live = await cluster.apply({ ...wanted, spec: { ...wanted.spec, template: { ...template, spec } } });
    expect(fieldsOf(live, 'towpath')).toEqual({
      'f:metadata': { 'f:labels': { 'f:app': {} } },
      'f:spec': {
        'f:replicas': {},
        'f:selector': {},
        'f:template': {
          'f:metadata': { 'f:labels': { 'f:app': {} } },
          'f:spec': {
            'f:containers': { 'k:{"name":"main"}': main },
            'f:volumes': { 'k:{"name":"cache"}': { '.': {}, 'f:name': {}, 'f:emptyDir': {} } },
          },
        },
      },
    });
  },

  'name the field and the field manager of each conflict': async (ground) => {
    const { cluster, namespace } = await start(ground);
    await ground
      .by('somebody')
      .apply(deployment(namespace, { image: 'example/app:v1', ports: [{ containerPort: 80, name: 'web' }] }));
    await ground.by('helm').create(configMap('c', { key: 'helm' }, { namespace }));
    const other = deployment(namespace, { image: 'example/app:v2', ports: [{ containerPort: 80, name: 'http' }] });
    const image = 'spec.template.spec.containers[name="main"].image';
    const port = 'spec.template.spec.containers[name="main"].ports[containerPort=80,protocol="TCP"].name';
    const found = conflictsIn(await refusal(cluster.apply(other)));
    expect([...found].sort((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: image, manager: 'somebody' },
      { field: port, manager: 'somebody' },
    ]);
    expect(conflictsIn(await refusal(cluster.apply(configMap('c', { key: 'ours' }, { namespace }))))).toEqual([
      { field: 'data.key', manager: 'helm', tool: 'Helm' },
    ]);
  },

  'share a field between managers that apply the same value, and move it to a manager that forces another value':
    async (ground) => {
      const { cluster, namespace } = await start(ground);
      const said = (key: string) => configMap('a', { key }, { namespace });
      await ground.by('somebody').apply(said('1'));
      const both = await cluster.apply(said('1'));
      const key = { 'f:data': { 'f:key': {} } };
      expect([fieldsOf(both, 'somebody'), fieldsOf(both, 'towpath')]).toEqual([key, key]);
      expect(await refusal(cluster.apply(said('2')))).toMatchObject({ code: 409 });
      const forced = await cluster.apply(said('2'), { force: true });
      expect([fieldsOf(forced, 'somebody'), fieldsOf(forced, 'towpath')]).toEqual([undefined, key]);
    },

  'remove fields that are no longer applied, except those that others own': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const env = ['ONE', 'TWO', 'THREE'].map((name) => ({ name, value: '1' }));
    await cluster.apply(
      deployment(namespace, { image: 'example/app:v1', args: ['--old'], env }, { app: 'a', old: 'yes' }),
    );
    await ground.by('somebody').apply(deployment(namespace, { env: [{ name: 'TWO', value: '1' }] }, { theirs: 'yes' }));
    const live = await cluster.apply(deployment(namespace, { image: 'example/app:v1', env: [env[2]] }));
    expect(containerOf(live)).toMatchObject({ name: 'main', image: 'example/app:v1' });
    expect(containerOf(live)).not.toHaveProperty('args');
    const names = (containerOf(live).env as { name: string }[]).map(({ name }) => name);
    expect(names.sort()).toEqual(['THREE', 'TWO']);
    expect(live.metadata.labels).toEqual({ app: 'a', theirs: 'yes' });
  },

  'store nothing of a dry run, and return the object that it would give': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const said = (key: string) => configMap('a', { key }, { namespace });
    expect(await cluster.apply(said('1'), { dryRun: true })).toMatchObject({ data: { key: '1' } });
    expect(await cluster.get(refOf(said('1') as LiveObject))).toBeUndefined();
    const live = await cluster.apply(said('1'));
    expect(await cluster.apply(said('2'), { dryRun: true })).toMatchObject({ data: { key: '2' } });
    expect(await cluster.replace({ ...live, data: { key: '3' } }, { dryRun: true })).toMatchObject({
      data: { key: '3' },
    });
    expect(await read(cluster, live)).toEqual(live);
  },

  'keep the resource version after a write that changes nothing': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const said = configMap('a', { key: '1' }, { namespace });
    const live = await cluster.apply(said);
    const again = await cluster.apply(said);
    expect(again.metadata.resourceVersion).toBe(live.metadata.resourceVersion);
    expect((await cluster.replace(again)).metadata.resourceVersion).toBe(live.metadata.resourceVersion);
  },

  'refuse to replace or patch an object that has changed since it was read': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const live = await cluster.apply(configMap('a', { key: '1' }, { namespace }));
    const newer = await cluster.replace({ ...live, data: { key: '2' } });
    expect(newer.metadata.resourceVersion).not.toBe(live.metadata.resourceVersion);
    expect(await refusal(cluster.replace({ ...live, data: { key: '3' } }))).toMatchObject({ code: 409, causes: [] });
    const { resourceVersion } = live.metadata;
    const patch = [{ op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion }];
    expect(await refusal(cluster.patch(refOf(live), patch))).toMatchObject({ code: 409, causes: [] });
    expect(await read(cluster, live)).toMatchObject({ data: { key: '2' } });
  },

  'refuse to create an existing object, and to replace a missing one': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const live = await cluster.create(configMap('a', {}, { namespace }));
    expect(await refusal(cluster.create(configMap('a', {}, { namespace })))).toMatchObject({ code: 409 });
    await cluster.remove(live);
    expect(await refusal(cluster.replace(live))).toMatchObject({ code: 404 });
  },

  'delete only the object with the requested uid, and not a newer one of the same name': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const said = configMap('a', {}, { namespace });
    const first = await cluster.create(said);
    await cluster.remove(first);
    await cluster.remove(first);
    const second = await cluster.create(said);
    expect(second.metadata.uid).not.toBe(first.metadata.uid);
    expect(await refusal(cluster.remove(first))).toMatchObject({ code: 409 });
    expect(await read(cluster, second)).toEqual(second);
  },

  'record an update as the owner of its fields, and accept new managed fields': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const live = await cluster.apply(configMap('a', { one: '1', two: '1' }, { namespace }));
    await ground.by('kubectl-edit').replace({ ...live, data: { one: '2', two: '1' } });
    const edited = await read(cluster, live);
    expect(fieldsOf(edited, 'towpath')).toEqual({ 'f:data': { 'f:two': {} } });
    expect(fieldsOf(edited, 'kubectl-edit')).toEqual({ 'f:data': { 'f:one': {} } });
    const [ours] = edited.metadata.managedFields ?? [];
    const { resourceVersion } = edited.metadata;
    const patch = [
      { op: 'replace', path: '/metadata/managedFields', value: [{ ...ours, fieldsV1: { 'f:data': { 'f:one': {} } } }] },
      { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
    ];
    const { metadata } = await cluster.patch(refOf(live), patch);
    expect(metadata.managedFields).toMatchObject([{ manager: 'towpath', fieldsV1: { 'f:data': { 'f:one': {} } } }]);
    expect(metadata.resourceVersion).not.toBe(resourceVersion);
  },

  'list objects by namespace, label and name': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const [configMaps, elsewhere] = [(await cluster.resources()).find('v1', 'ConfigMap'), await ground.newNamespace()];
    if (!configMaps) throw new Error('there are no ConfigMaps');
    const labels = { team: 'one', tier: 'web' };
    await cluster.create(configMap('a', {}, { namespace, labels }));
    await cluster.create(configMap('b', {}, { namespace, labels: { team: 'two' } }));
    await cluster.create(configMap('a', {}, { namespace: elsewhere, labels }));
    const list = async (options: object) =>
      (await cluster.list(configMaps, { namespace, ...options })).items.map(({ metadata }) => metadata.name);
    expect(await list({ labelSelector: 'team' })).toEqual(['a', 'b']);
    expect(await list({ labelSelector: 'team=two' })).toEqual(['b']);
    expect(await list({ labelSelector: 'tier,team=two' })).toEqual([]);
    expect(await list({ fieldSelector: 'metadata.name=a' })).toEqual(['a']);
  },

  'send existing objects to a watch, and then their changes': async (ground) => {
    const { cluster, namespace } = await start(ground);
    const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
    if (!configMaps) throw new Error('there are no ConfigMaps');
    const live = await cluster.create(configMap('a', {}, { namespace }));
    const end = new AbortController();
    const seen: string[] = [];
    const onlyA = { namespace, fieldSelector: 'metadata.name=a' };
    for await (const { type } of cluster.watch(configMaps, onlyA, end.signal, () => seen.push('listed'))) {
      seen.push(type);
      if (type === 'ADDED') await cluster.create(configMap('b', {}, { namespace }));
      if (type === 'ADDED') await cluster.replace({ ...live, data: { key: '1' } });
      if (type === 'MODIFIED') await cluster.remove(live);
      if (type === 'DELETED') end.abort();
    }
    expect(seen).toEqual(['ADDED', 'listed', 'MODIFIED', 'DELETED']);
  },

  'report that a namespace does not exist': async (ground) => {
    const { cluster } = await start(ground);
    const lost = configMap('a', {}, { namespace: 'test-never-made' });
    expect(await cluster.get(refOf(lost as LiveObject))).toBeUndefined();
    const status = await refusal(cluster.apply(lost, { dryRun: true }));
    expect(status).toMatchObject({ code: 404, message: 'namespaces "test-never-made" not found' });
  },
};
