import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { type ApplicationPlanOptions, planApplication } from '../../../src/release/plan/plan';
import { memoryCluster } from '../../memory-cluster/memory-cluster';

const namespace = 'default';
const ended = (type: string) => ({ status: { conditions: [{ type, status: 'True' }] } });

function job(image: string, more: object = {}): KubernetesObject {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load', namespace }, spec: { template }, ...more };
}

/** A plan for a Job of version 2, where a Job of version 1 is in the cluster. */
async function planWith(status: object, options: ApplicationPlanOptions, objects = [job('example/load:v2')]) {
  const memory = memoryCluster();
  const cluster = memory.as();
  await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await cluster.apply(job('example/load:v1', status));
  const desired = {
    ...{ application: 'shop', environment: 'dev', instance: 'shop', namespace, flows: {} },
    objects: objects.map((manifest) => ({
      path: manifest.metadata.name,
      after: [],
      needs: [],
      runsOnce: false,
      manifest,
    })),
  };
  return planApplication(cluster, desired, options);
}

describe('a Job of another version', () => {
  it.each(['Complete', 'Failed'])('does not run again in a rollback once it is %s', async (type) => {
    const { objects, issues } = await planWith(ended(type), { restores: true });
    expect(objects).toMatchObject([{ action: 'done' }]);
    expect(issues).toEqual([]);
  });

  it('is left alone by a rollback while it runs', async () => {
    expect((await planWith({}, { restores: true })).objects).toMatchObject([{ action: 'done' }]);
  });

  it('is changed by a deploy', async () => {
    expect((await planWith(ended('Complete'), {})).objects).toMatchObject([{ action: 'update' }]);
  });
});
