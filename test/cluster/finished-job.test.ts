import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { bareApplication, obstacles } from './helpers/bare-application';
import { kubectl } from './helpers/kubectl';
import { withControllers } from './helpers/with-controllers';

const job = (image: string): KubernetesObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'load' },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
});
const images = { v1: job('example/load:v1'), v2: job('example/load:v2') };

withControllers('a finished Job of another version', () => {
  it('is deleted and created again by a deploy, and left alone by a rollback', async () => {
    const shop = bareApplication();
    await shop.deploy([images.v1]);
    kubectl(['wait', '--for=condition=Complete', 'job/load', '--namespace', shop.namespace, '--timeout=50s']);
    const first = await shop.get(images.v1);

    const plan = await shop.plan([images.v2]);
    expect(obstacles(plan)).toEqual([]);
    expect(plan.objects).toMatchObject([{ action: 'rerun' }]);
    await shop.applyPlan(plan, { wait: true });
    const second = await shop.get(images.v2);
    expect(second?.metadata.uid).not.toBe(first?.metadata.uid);
    expect(second?.spec).toMatchObject({ template: { spec: { containers: [{ image: 'example/load:v2' }] } } });

    const back = await shop.plan([images.v1], { restores: true });
    expect(obstacles(back)).toEqual([]);
    expect(back.objects).toMatchObject([{ action: 'done' }]);
    await shop.applyPlan(back, { wait: true });
    expect((await shop.get(images.v1))?.metadata.uid).toBe(second?.metadata.uid);
  });
});
