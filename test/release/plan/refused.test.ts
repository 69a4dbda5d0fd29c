import { liveDiff } from '../../../src/actions/diff/live';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { type Cluster, fieldManager } from '../../../src/cluster/cluster';
import { ApiFailure } from '../../../src/cluster/http/api-failure';
import { planApplication } from '../../../src/release/plan/plan';
import { memoryCluster } from '../../memory-cluster/memory-cluster';

const namespace = 'prod';

function claim(size: string): KubernetesObject {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace }, spec };
}

function secret(text: string): KubernetesObject {
  const data = { password: Buffer.from(text).toString('base64') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace }, data };
}

/** The diff of an object whose apply the server refuses. */
async function refusedDiff(live: KubernetesObject | undefined, wanted: KubernetesObject, reason: string) {
  const server = memoryCluster();
  const cluster = server.as(fieldManager);
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  if (live) await cluster.apply(live);
  const apply: Cluster['apply'] = async () => {
    throw new ApiFailure('PATCH', '/', { code: 422, reason: 'Invalid', message: reason, causes: [] });
  };
  const manifests = [wanted, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fine', namespace } }];
  const objects = manifests.map((manifest) => ({ path: '', after: [], needs: [], runsOnce: false, manifest }));
  const refusing: Cluster = {
    ...cluster,
    apply: (object, options) => (object.kind === wanted.kind ? apply(object) : cluster.apply(object, options)),
  };
  const desired = { application: 'shop', environment: 'prod', instance: 'shop', namespace, flows: {}, objects };
  return liveDiff([await planApplication(refusing, desired)]);
}

describe('an object that the server refuses', () => {
  it('is shown with the reason and the declared fields that differ, and not as removed', async () => {
    const { objects, issues } = await refusedDiff(claim('2Gi'), claim('1Gi'), 'data: field can not be less than 2Gi');
    const [refused] = objects;
    expect(refused).toMatchObject({ change: 'refused', reasons: ['data: field can not be less than 2Gi'] });
    expect(refused?.fields).toContainEqual({ path: 'spec.resources.requests.storage', from: '2Gi', to: '1Gi' });
    expect(refused).not.toHaveProperty('before');
    expect(refused).not.toHaveProperty('after');
    expect(issues).toMatchObject([{ code: 'cluster-refused' }]);
  });

  it('is not shown as added if it does not exist', async () => {
    const { objects } = await refusedDiff(undefined, claim('1Gi'), 'data: quota exceeded');
    expect(objects).toMatchObject([
      { name: 'data', change: 'refused', fields: [], reasons: ['data: quota exceeded'] },
      { name: 'fine', change: 'added' },
    ]);
    expect(objects[0]).not.toHaveProperty('after');
  });

  it('shows no content of a Secret', async () => {
    const found = await refusedDiff(secret('hunter2'), secret('hunter3'), 'hunter3 is weak');
    const text = JSON.stringify(found);
    for (const content of ['hunter2', 'hunter3']) {
      expect(text).not.toContain(content);
      expect(text).not.toContain(Buffer.from(content).toString('base64'));
    }
    expect(found.objects[0]?.fields.map(({ path }) => path)).toContain('data.password');
  });
});
