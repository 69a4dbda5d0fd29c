import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl } from './helpers/kubectl';
import { names } from './helpers/live';
import { limitPods } from './helpers/quota';
import { server } from './helpers/server';
import { shopOn } from './helpers/shop';
import { withControllers } from './helpers/with-controllers';

const db = (size: string) =>
  `const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379, volume: { mountPath: '/data', size: '${size}' } });`;
const api = (more = '') => `new ServiceFlow(this, 'api', { image, user: 1000, port: 80, replicas: 1, ${more} });`;
const worker = (name: string) => `new WorkerFlow(this, '${name}', { image, user: 1000 });`;
const migrate = "new JobFlow(this, 'migrate', { image, user: 1000, before: ['api'], env: { DB: db.host } });";
const recreate = "rollout: { strategy: 'recreate' }";

interface Pod {
  readonly metadata: {
    readonly uid: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

/** Steps of a team's two weeks with one application. Each step continues with what the step before has left. */
withControllers('two weeks of a team', () => {
  let shop: ReturnType<typeof shopOn>;
  let namespace: string;
  let before: Map<string, Pod>;

  const pods = (): Map<string, Pod> => {
    const { items } = JSON.parse(kubectl(['get', 'pods', '-n', namespace, '-o', 'json']).stdout) as { items: Pod[] };
    return new Map(items.filter(({ metadata }) => !metadata.deletionTimestamp).map((pod) => [pod.metadata.uid, pod]));
  };
  /** The flows with a pod that was not there when the step began. */
  const restarted = () => {
    const fresh = [...pods()].filter(([uid]) => !before.has(uid));
    return [...new Set(fresh.map(([, { metadata }]) => metadata.labels['app.kubernetes.io/name']))].sort();
  };
  const imageOf = (flow: string) =>
    kubectl(['get', `deployment/shop-${flow}`, '-n', namespace, '-o', 'jsonpath={..containers[0].image}']).stdout;
  const field = (object: string, path: string) =>
    kubectl(['get', object, '-n', namespace, '-o', `jsonpath={${path}}`]).stdout;
  const succeeds = async (...args: string[]) => {
    const { code, stdout, stderr } = await shop.run(args);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr });
    return { stdout, stderr };
  };
  const deploy = (...more: string[]) => succeeds('deploy', '-e', 'dev', '-y', ...more);

  beforeAll(() => {
    shop = shopOn([]);
    namespace = shop.namespace;
    appendFileSync(join(shop.cwd, 'towpath.yaml'), 'workspace: team-one\n');
  });
  beforeEach(() => {
    before = pods();
  });

  it('takes over what kubectl apply created, and restarts no pod', async () => {
    shop.change([db('1Gi'), api(), worker('wrk')]);
    const { stdout } = await succeeds('synth', '-e', 'dev', '--stdout');
    kubectl(['apply', '-n', namespace, '-f', '-'], stdout);
    for (const flow of ['api', 'db', 'wrk'])
      kubectl(['rollout', 'status', `deployment/shop-${flow}`, '-n', namespace, '--timeout=50s']);
    before = pods();
    await deploy('--take-ownership');
    expect(before.size).toBe(3);
    expect([...pods().keys()].sort()).toEqual([...before.keys()].sort());
  });

  it('deploys a new version, and restarts only the flows that have it', async () => {
    shop.change([db('1Gi'), api(), worker('wrk')], 'v2');
    await deploy();
    expect(restarted()).toEqual(['api', 'wrk']);
    expect(imageOf('api')).toBe('example/api:v2');
  });

  it('fails when the namespace has no room for new pods, and the command that it prints takes it back', async () => {
    limitPods(namespace, 3, false);
    shop.change([db('1Gi'), api(), worker('wrk')], 'v3');
    const failed = await shop.deploy('-y', '--timeout', '30s');
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain('exceeded quota');
    const [, back = ''] = /take it back with: towpath (.*)/.exec(failed.stderr) ?? [];
    expect(back).toBe('rollback -e dev shop --to 2');
    await succeeds(...back.split(' '), '-y');
    kubectl(['delete', 'quota', 'few', '-n', namespace]);
    expect([imageOf('api'), imageOf('wrk')]).toEqual(['example/api:v2', 'example/api:v2']);
    expect(restarted()).toEqual([]);
  });

  it('rolls back nothing after a success, and names the command that would', async () => {
    const { stderr } = await succeeds('rollback', '-e', 'dev', '-y');
    expect(stderr).toContain('nothing-to-roll-back');
    expect(stderr).toContain('`towpath rollback -e dev shop`');
    expect(restarted()).toEqual([]);
  });

  it('rolls back to an earlier version, also in the environment file', async () => {
    shop.change([db('1Gi'), api(), worker('wrk')], 'v2');
    await succeeds('rollback', '-e', 'dev', 'shop', '--to', '1', '-y');
    expect(imageOf('api')).toBe('example/api:v1');
    expect(readFileSync(join(shop.cwd, 'environments/dev.yaml'), 'utf8')).toContain('tag: v1');
    expect(restarted()).toEqual(['api', 'wrk']);
  });

  it('shows replicas that a person has set as drift, and takes them back only when it is told to', async () => {
    shop.change([db('1Gi'), api(), worker('wrk')]);
    kubectl(['scale', 'deployment/shop-api', '--replicas=2', '-n', namespace]);
    const { stdout } = await succeeds('status', '-e', 'dev', '-o', 'json');
    expect(JSON.parse(stdout).drift).toMatchObject([
      { name: 'shop-api', fields: [{ path: 'spec.replicas', released: 1, live: 2, by: 'kubectl scale' }] },
    ]);
    const refused = await shop.deploy('-y');
    expect(refused.stderr).toContain('field-conflict');
    expect(field('deployment/shop-api', '.spec.replicas')).toBe('2');
    await deploy('--force-conflicts');
    expect(field('deployment/shop-api', '.spec.replicas')).toBe('1');
  });

  it('renames a flow: the old workload goes, and no other pod restarts', async () => {
    shop.change([db('1Gi'), api(), worker('mailer')]);
    await deploy();
    expect(names(namespace).filter((name) => name.startsWith('Deployment/'))).toEqual([
      'Deployment/shop-api',
      'Deployment/shop-db',
      'Deployment/shop-mailer',
    ]);
    expect(restarted()).toEqual(['mailer']);
  });

  it('changes from rolling to recreate and back without a restart', async () => {
    shop.change([db('1Gi'), api(recreate), worker('mailer')]);
    await deploy();
    expect(field('deployment/shop-api', '.spec.strategy.type')).toBe('Recreate');
    shop.change([db('1Gi'), api(), worker('mailer')]);
    await deploy();
    expect(field('deployment/shop-api', '.spec.strategy.type')).toBe('RollingUpdate');
    expect(restarted()).toEqual([]);
  });

  it('lets a claim grow', async () => {
    shop.change([db('2Gi'), api(), worker('mailer')]);
    await deploy();
    expect(field('persistentvolumeclaim/shop-db', '.spec.resources.requests.storage')).toBe('2Gi');
    expect(restarted()).toEqual([]);
  });

  it('runs a job before the new version', async () => {
    shop.change([db('2Gi'), migrate, api(), worker('mailer')], 'v4');
    await deploy();
    const jobs = JSON.parse(kubectl(['get', 'jobs', '-n', namespace, '-o', 'json']).stdout).items;
    expect(jobs).toMatchObject([{ status: { succeeded: 1 } }]);
    const created = [...pods().values()].find(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === 'api');
    const started = (created?.metadata as { creationTimestamp?: string } | undefined)?.creationTimestamp ?? '';
    expect(Date.parse(started)).toBeGreaterThanOrEqual(Date.parse(jobs[0].status.completionTime));
    expect(restarted()).toEqual(['api', 'mailer', 'migrate']);
  });

  it('is not changed by another workspace in the namespace that has the same instance', async () => {
    const there = names(namespace);
    const other = shopOn([worker('other')], server(), namespace);
    writeFileSync(join(other.cwd, 'towpath.yaml'), 'workspace: team-two\n');
    const refused = await other.deploy('-y');
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('object-of-another');
    for (const workspace of ['team-one', 'team-two']) expect(refused.stderr).toContain(workspace);
    expect(names(namespace)).toEqual(there);
    expect(restarted()).toEqual([]);
  });

  it('finds its objects again after its records are lost', async () => {
    const records = kubectl(['get', 'configmaps', '-n', namespace, '-o', 'name']).stdout.split('\n');
    kubectl(['delete', '-n', namespace, ...records.filter((name) => name.startsWith('configmap/towpath.'))]);
    shop.change([db('2Gi'), api()], 'v4');
    await deploy();
    expect(names(namespace)).not.toContain('Deployment/shop-mailer');
    const { stdout } = await succeeds('history', '-e', 'dev', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject([{ revision: 1, state: 'deployed' }]);
    expect(restarted()).toEqual([]);
  });

  it('is emptied by `enabled: false`, and keeps its data', async () => {
    const cluster = `cluster: { context: loopback, server: "${server().url}" }`;
    const file = join(shop.cwd, 'environments/dev.yaml');
    writeFileSync(file, `${cluster}\nnamespace: ${namespace}\napps: { shop: { enabled: false } }\n`);
    await deploy();
    expect(names(namespace)).toEqual(['PersistentVolumeClaim/shop-db']);
  });

  it('is deleted with its data and its records', async () => {
    await succeeds('delete', '-e', 'dev', 'shop', '--prune-data', '-y');
    expect(names(namespace)).toEqual([]);
    const left = kubectl(['get', 'configmaps,leases', '-n', namespace, '-o', 'name']).stdout;
    expect(left).not.toContain('towpath');
  });
});
