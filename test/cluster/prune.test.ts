import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { type Bare, bareApplication } from './helpers/bare-application';
import { kubectl, listOf } from './helpers/kubectl';
import { names } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

const config = (name: string, namespace?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...(namespace && { namespace }) },
});
const service = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ port: 80 }] },
});
const claim = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});
const role = (name: string, namespace?: string): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name, ...(namespace && { namespace }) },
  rules: [],
});
const of = (flow: string, manifest: KubernetesObject): Bare => ({ flow, manifest });

onServer('pruning', () => {
  it('deletes objects of every kind that are no longer declared', async () => {
    const { namespace, deploy } = bareApplication();
    await deploy([config('a'), service('a'), role('a')]);
    await deploy([config('b')]);
    expect(names(namespace)).toEqual(['ConfigMap/b']);
    expect(kubectl(['get', 'roles', '--namespace', namespace, '--output=name']).stdout).toBe('');
  });

  it('deletes nothing if the application declares no objects', async () => {
    const { namespace, deploy, plan } = bareApplication();
    await deploy([config('a')]);
    expect((await plan([])).prunes).toEqual([]);
    expect(names(namespace)).toEqual(['ConfigMap/a']);
  });

  it('keeps objects of other applications, instances and people in the namespace', async () => {
    const shop = bareApplication();
    const { namespace } = shop;
    const other = bareApplication({ namespace, instance: 'shop-two' });
    kubectl(['create', 'configmap', 'somebodys', '--namespace', namespace]);
    await other.deploy([config('other')]);
    await shop.deploy([config('a')]);
    await shop.deploy([config('b')]);
    await other.deploy([config('another')]);
    expect(names(namespace)).toEqual(['ConfigMap/another', 'ConfigMap/b', 'ConfigMap/somebodys']);
  });

  it('keeps objects of the same application in another namespace', async () => {
    const [here, there] = [bareApplication(), bareApplication()];
    await here.deploy([config('a')]);
    await there.deploy([config('a')]);
    await here.deploy([config('b')]);
    expect(names(there.namespace)).toEqual(['ConfigMap/a']);
    await there.deploy([config('c')]);
    expect(names(here.namespace)).toEqual(['ConfigMap/b']);
  });

  it('keeps a copy of an object in another namespace', async () => {
    const shop = bareApplication();
    const elsewhere = newNamespace();
    await shop.deploy([config('a')]);
    const copy = await shop.get(config('a'));
    const { labels } = copy?.metadata ?? {};
    kubectl(
      ['create', '-f', '-'],
      listOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: elsewhere, labels } }]),
    );
    await shop.deploy([config('b')]);
    expect(names(elsewhere)).toEqual(['ConfigMap/a']);
    await bareApplication({ namespace: elsewhere }).deploy([config('b')]);
    expect(names(elsewhere)).toEqual(['ConfigMap/a', 'ConfigMap/b']);
  });

  it('deletes an object in another namespace that was declared there, and reads no other kind there', async () => {
    const shop = bareApplication();
    const elsewhere = newNamespace();
    const far = [config('far', elsewhere), role('far', elsewhere)];
    await shop.deploy([config('a'), ...far]);
    expect(names(elsewhere)).toEqual(['ConfigMap/far']);
    expect((await shop.plan([config('a'), ...far])).objects.map(({ action }) => action)).toEqual([
      ...['none', 'none', 'none'],
    ]);
    const parent = await shop.get(config('towpath.shop'));
    expect(parent?.metadata.annotations).toMatchObject({
      'applyset.kubernetes.io/additional-namespaces': elsewhere,
      'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Role.rbac.authorization.k8s.io',
      'towpath.dev/kinds-by-namespace': [
        `${elsewhere}/ConfigMap`,
        `${elsewhere}/Role.rbac.authorization.k8s.io`,
        `${shop.namespace}/ConfigMap`,
      ]
        .sort()
        .join(','),
    });
    await shop.deploy([config('a')]);
    expect(names(elsewhere)).toEqual([]);
    expect(kubectl(['get', 'roles', '--namespace', elsewhere, '--output=name']).stdout).toBe('');
    expect((await shop.get(config('towpath.shop')))?.metadata.annotations).not.toHaveProperty(
      'applyset.kubernetes.io/additional-namespaces',
    );
  });

  it('keeps claims unless pruneData is set', async () => {
    const { namespace, deploy, plan } = bareApplication();
    await deploy([config('a'), claim('data')]);
    await deploy([config('a')]);
    await deploy([config('b')]);
    expect(names(namespace)).toEqual(['ConfigMap/b', 'PersistentVolumeClaim/data']);
    expect((await plan([config('b')])).prunes).toMatchObject([{ keeps: expect.anything() }]);
    await deploy([config('b')], { pruneData: true });
    expect(names(namespace)).toEqual(['ConfigMap/b']);
  });

  it('keeps objects of flows that are not deployed, which stay in the release', async () => {
    const { namespace, deploy } = bareApplication();
    await deploy([of('api', config('api')), of('wrk', config('wrk')), of('old', config('old')), config('shared')]);
    const next = [of('api', config('api-two')), of('wrk', config('wrk-two')), config('shared')];
    await deploy(next, { flows: ['api'] });
    expect(names(namespace)).toEqual(['ConfigMap/api-two', 'ConfigMap/old', 'ConfigMap/shared', 'ConfigMap/wrk']);
    await deploy(next, { flows: ['wrk'] });
    expect(names(namespace)).toEqual(['ConfigMap/api-two', 'ConfigMap/old', 'ConfigMap/shared', 'ConfigMap/wrk-two']);
    await deploy(next);
    expect(names(namespace)).toEqual(['ConfigMap/api-two', 'ConfigMap/shared', 'ConfigMap/wrk-two']);
  });

  it('deletes objects that a killed deploy left behind', async () => {
    const shop = bareApplication();
    await shop.deploy([of('api', config('a'))]);
    const broken = { ...service('b'), spec: { ports: [{ port: 80, targetPort: 'x'.repeat(300) }] } };
    const plan = await shop.plan([of('api', config('left')), of('api', service('b'))]);
    const spoiled = plan.objects.map((one) => (one.manifest.kind === 'Service' ? { ...one, applied: broken } : one));
    await expect(shop.applyPlan({ ...plan, objects: spoiled })).rejects.toThrow();
    expect(names(shop.namespace)).toEqual(['ConfigMap/a', 'ConfigMap/left']);
    await shop.deploy([of('api', config('a'))], { flows: ['api'] });
    expect(names(shop.namespace)).toEqual(['ConfigMap/a']);
  });
});

withControllers('an object that a controller made', () => {
  it('is not deleted, even if it has the labels of its owner', async () => {
    const shop = bareApplication();
    const slices = ['get', 'endpointslices', '--namespace', shop.namespace, '--output=name'];
    const withSelector = { ...service('a'), spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } };
    await shop.deploy([withSelector, config('a')]);
    waitFor(shop.namespace, 'endpointslices --selector=kubernetes.io/service-name=a', 'create');
    const before = kubectl(slices).stdout;
    const slice: KubernetesObject = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'own' },
      addressType: 'IPv4',
      endpoints: [],
    };
    // A kind that is asked for, because one of them is ours.
    await shop.deploy([withSelector, slice]);
    await shop.deploy([withSelector, config('b')]);
    expect(kubectl(slices).stdout).toBe(before);
  });
});
