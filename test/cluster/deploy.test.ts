import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn } from '../helpers/cli';
import { deployerOf } from './helpers/deployer';
import { live, names, written } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { towpath } from './helpers/towpath';
import { withControllers } from './helpers/with-controllers';
import { clusterWorkspace } from './helpers/workspace';

const app = (flows: string) => `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, JobFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('api', 'example/api');
    ${flows}
  }
}
`;
const db =
  "const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });";
const migrate = "new JobFlow(this, 'migrate', { image, user: 1000, before: ['api'], env: { DB: db.host } });";
const api = "new ServiceFlow(this, 'api', { image, user: 1000, port: 80 });";
const wrk = "new WorkerFlow(this, 'wrk', { image, user: 1000 });";

/** A workspace of one application, the namespace of its only environment, and who deploys there with the rights for it. */
async function shopOn(flows: string) {
  const namespace = newNamespace();
  const cwd = clusterWorkspace({
    environments: { dev: { namespace, apps: { shop: { tag: 'v1' } } } },
    files: { 'apps/shop.ts': app(flows) },
  });
  const change = (other: string) => writeFileSync(join(cwd, 'apps/shop.ts'), app(other));
  const { kubeconfig, allow } = await deployerOf(cwd);
  const deploy = (...more: string[]) => towpath(['deploy', '-e', 'dev', ...more], { cwd, kubeconfig });
  return { namespace, cwd, change, allow, deploy };
}

withControllers('towpath deploy', () => {
  it('deploys the declared objects, and writes nothing the second time', async () => {
    const { namespace, deploy } = await shopOn([db, migrate, api, wrk].join('\n'));
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(names(namespace)).toEqual([
      'Deployment/shop-api',
      'Deployment/shop-db',
      'Deployment/shop-wrk',
      expect.stringMatching(/^Job\/shop-migrate-[0-9a-f]{10}$/),
      'PersistentVolumeClaim/shop-db',
      'Service/shop-api',
      'Service/shop-db',
    ]);
    const objects = live(namespace);
    for (const name of ['api', 'db', 'wrk'])
      expect(objects.get(`Deployment/shop-${name}`)).toMatchObject({ status: { availableReplicas: 1 } });
    const before = written(namespace);
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(written(namespace)).toEqual(before);
  });

  it('runs a job after the flows that it refers to and before the flows that follow it', async () => {
    const { namespace, deploy } = await shopOn([api, db, migrate].join('\n'));
    expect(await deploy('--no-wait')).toMatchObject({ code: 0 });
    const objects = [...live(namespace).values()];
    const made = (kind: string, part: string) => {
      const found = objects.find((one) => one.kind === kind && one.metadata.name.includes(part));
      return String(found?.metadata.creationTimestamp);
    };
    const job = objects.find(({ kind }) => kind === 'Job');
    const completionTime = String((job?.status as { completionTime?: string } | undefined)?.completionTime);
    expect(made('Deployment', 'api') >= completionTime).toBe(true);
    expect(made('Job', 'migrate') >= made('Deployment', 'db')).toBe(true);
  });

  it('deletes objects that are no longer declared, except those that hold data', async () => {
    const { namespace, deploy, change } = await shopOn([db, api, wrk].join('\n'));
    await deploy();
    change(api);
    expect(await deploy('--no-prune')).toMatchObject({ code: 0 });
    expect(names(namespace)).toContain('Deployment/shop-wrk');
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(names(namespace)).toEqual(['Deployment/shop-api', 'PersistentVolumeClaim/shop-db', 'Service/shop-api']);
    expect(await deploy('--prune-data')).toMatchObject({ code: 0 });
    expect(names(namespace)).toEqual(['Deployment/shop-api', 'Service/shop-api']);
  });

  it('writes nothing if the environment sets no cluster, or another one', async () => {
    const { namespace, cwd, deploy } = await shopOn(api);
    const environment = (cluster: string) =>
      writeFileSync(
        join(cwd, 'environments/dev.yaml'),
        `${cluster}namespace: ${namespace}\napps: { shop: { tag: v1 } }\n`,
      );
    environment('');
    expect(codesIn(await deploy())).toEqual(['cluster-not-named']);
    environment('cluster: { context: loopback, server: https://10.9.8.7:6443 }\n');
    expect(await deploy()).toMatchObject({ code: 2, stderr: expect.stringContaining('cluster-other') });
    environment('cluster: { context: elsewhere }\n');
    expect(await deploy()).toMatchObject({ code: 2, stderr: expect.stringContaining('context-unknown') });
    environment('cluster: { context: loopback }\n');
    expect(await deploy('--context', 'other')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cluster-other'),
    });
    expect(names(namespace)).toEqual([]);
  });
});
