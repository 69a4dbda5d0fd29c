import { createHash } from 'node:crypto';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { type Bare, type BareApplication, bareApplication } from './helpers/bare-application';
import { kubectl } from './helpers/kubectl';
import { withControllers } from './helpers/with-controllers';

/** A job that is named by its content, as those are that run before others. */
function migrate(image: string, labels: object = {}, more: object = {}): Bare {
  const hash = createHash('sha256')
    .update(JSON.stringify([image, labels]))
    .digest('hex')
    .slice(0, 10);
  const template = {
    metadata: { labels },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] },
  };
  const spec = { backoffLimit: 0, template, ...more };
  const manifest: KubernetesObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `migrate-${hash}` },
    spec,
  };
  return { manifest, flow: 'migrate', runsOnce: true };
}

const config = (value: string): Bare => ({
  manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api' }, data: { value } },
  flow: 'api',
});

async function deploy(shop: BareApplication, objects: readonly Bare[]): Promise<unknown> {
  return shop.applyPlan(await shop.plan(objects), { wait: true });
}

const uid = async (shop: BareApplication, { manifest }: Bare) => (await shop.get(manifest))?.metadata.uid;

withControllers('a job that runs before others', () => {
  it('runs once for its content, even if it is deleted afterwards', async () => {
    const shop = bareApplication();
    const job = migrate('example/api:v1');
    await deploy(shop, [job, config('1')]);
    const first = await uid(shop, job);
    expect(first).toBeDefined();
    await deploy(shop, [job, config('2')]);
    expect(await uid(shop, job)).toBe(first);
    kubectl(['delete', 'job', job.manifest.metadata.name, '--namespace', shop.namespace]);
    expect((await shop.plan([job, config('2')])).objects).toMatchObject([{ action: 'done' }, { action: 'none' }]);
    await deploy(shop, [job, config('3')]);
    expect(await uid(shop, job)).toBeUndefined();
  });

  it('runs once even if the cluster deletes the completed job', async () => {
    const shop = bareApplication();
    const brief = migrate('example/api:v1', {}, { ttlSecondsAfterFinished: 0 });
    // The finalizer keeps the Job until the deploy has seen that it is complete.
    const metadata = { ...brief.manifest.metadata, finalizers: ['towpath.test/seen'] };
    const job = { ...brief, manifest: { ...brief.manifest, metadata } };
    await deploy(shop, [job, config('1')]);
    const seen = ['--type=merge', '--patch={"metadata":{"finalizers":null}}'];
    kubectl(['patch', 'job', metadata.name, '--namespace', shop.namespace, ...seen]);
    kubectl([
      'wait',
      '--for=delete',
      `job/${job.manifest.metadata.name}`,
      '--namespace',
      shop.namespace,
      '--timeout=60s',
    ]);
    expect((await shop.plan([job, config('1')])).objects).toMatchObject([{ action: 'done' }, { action: 'none' }]);
  });

  it('runs again at the next deploy if it failed', async () => {
    const shop = bareApplication();
    const job = migrate('example/api:v1', { 'towpath.test/fails': 'exit' });
    await expect(deploy(shop, [job])).rejects.toMatchObject({ issues: [{ severity: 'error' }] });
    const first = await uid(shop, job);
    expect((await shop.plan([job])).objects).toMatchObject([{ action: 'rerun' }]);
    await expect(deploy(shop, [job])).rejects.toMatchObject({ issues: [{ severity: 'error' }] });
    expect(await uid(shop, job)).not.toBe(first);
  });

  /** What a migration did for B is still there: going back to A by a deploy is a rollback of code, not of data. */
  it('does not run again for content that it has run for', async () => {
    const shop = bareApplication();
    const [a, b] = [migrate('example/api:v1'), migrate('example/api:v2')];
    await deploy(shop, [a]);
    await deploy(shop, [b]);
    expect(await uid(shop, a)).toBeUndefined();
    expect((await shop.plan([a])).objects).toMatchObject([{ action: 'done' }]);
    await deploy(shop, [a]);
    expect(await uid(shop, a)).toBeUndefined();
    await deploy(shop, [b]);
    expect(await uid(shop, b)).toBeUndefined();
  });
});
