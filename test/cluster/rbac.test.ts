import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import { JobFlow, ScheduleFlow, ServiceFlow, StoreFlow } from 'towpath';
import { desiredEnvironment } from '../../src/actions/deploy/desired-environment';
import { rbac } from '../../src/actions/rbac/rbac';
import type { Cluster } from '../../src/cluster/cluster';
import { connect } from '../../src/cluster/connect';
import { type Issue, TowpathError } from '../../src/diagnostics';
import { applyPlan } from '../../src/release/apply/apply-plan';
import type { DesiredApplication, DesiredObject } from '../../src/release/desired';
import { type ApplicationPlanOptions, isEmpty, type Plan, planApplication } from '../../src/release/plan/plan';
import type { PlannedObject } from '../../src/release/plan/plan-object';
import { assertMayApply } from '../../src/release/rights/may-apply';
import type { Right } from '../../src/release/rights/right';
import { builtinResource } from '../../src/targets/kubernetes/api-resource';
import { define } from '../helpers/define';
import { rightsIn } from './helpers/arrived';
import { deployerOf } from './helpers/deployer';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl, listOf } from './helpers/kubectl';
import { live, names } from './helpers/live';
import { type Mutant, mutantsOf } from './helpers/mutants';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';
import { towpath } from './helpers/towpath';
import { asUser } from './helpers/users';
import { withControllers } from './helpers/with-controllers';
import { clusterWorkspace } from './helpers/workspace';

const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } };

onServer('the built-in table of kinds', () => {
  it('equals the kinds that the server reports', async () => {
    const answer = kubectl(['get', '--raw', '/apis']).stdout;
    const groups = (JSON.parse(answer) as { groups: { versions: { groupVersion: string }[] }[] }).groups;
    const versions = groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion));
    const found = ['v1', ...versions].flatMap((version) => {
      const path = version === 'v1' ? '/api/v1' : `/apis/${version}`;
      const { resources } = JSON.parse(kubectl(['get', '--raw', path]).stdout) as {
        resources: { name: string; kind: string; namespaced: boolean; group?: string }[];
      };
      return resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced }) => ({ version, kind, plural: name, namespaced }));
    });
    // Other tests may have defined kinds of their own.
    const own = found.filter(({ version, kind }) => builtinResource(version, kind) || isOfKubernetes(version));
    expect(own.map(({ version, kind }) => ({ version, kind, ...builtinResource(version, kind) }))).toEqual(own);
    expect(own.length).toBeGreaterThan(50);
  });
});

function isOfKubernetes(version: string): boolean {
  const group = version.split('/').slice(0, -1).join('/');
  return !group.includes('.') || group.endsWith('.k8s.io');
}

const rich = define((app) => {
  const image = app.image('api', 'example/api');
  const settings = app.config('settings', { data: { LEVEL: 'info' } });
  const volume = { mountPath: '/data', size: '1Gi' };
  const db = new StoreFlow(app, 'db', { image: 'redis:7.4', user: 999, port: 6379, workload: 'statefulSet', volume });
  new StoreFlow(app, 'cache', { image: 'redis:7.4', user: 999, port: 6379, volume });
  new JobFlow(app, 'migrate', { image, user: 1000, before: ['api'], env: { DB: db.host } });
  new ScheduleFlow(app, 'nightly', { image, user: 1000, schedule: '0 3 * * *' });
  new ServiceFlow(app, 'api', {
    image,
    user: 1000,
    port: 80,
    envFrom: [{ config: settings }],
    route: {},
    autoscaling: { max: 4, cpu: 80 },
    disruption: { minAvailable: 1 },
    resources: { requests: { cpu: '10m' } },
    serviceAccount: { rules: [{ resources: ['pods'], verbs: ['get'] }] },
  });
  const object = (id: string, apiVersion: string, kind: string, more: object) =>
    new ApiObject(app, id, { apiVersion, kind, metadata: { name: `towpath-test-${id}` }, ...more });
  const apiGroup = 'rbac.authorization.k8s.io';
  object('keys', 'v1', 'Secret', { stringData: { key: 'value' } });
  object('rank', 'scheduling.k8s.io/v1', 'PriorityClass', { value: 1 });
  object('view', `${apiGroup}/v1`, 'RoleBinding', {
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', name: 'nobody', apiGroup }],
  });
});

const applications = { shop: rich };

/** Refused rights in the words of the server, and in ours. */
function isNamed({ verb, resource, name }: Right, issues: readonly Issue[]): boolean {
  const kind = resource.split('/')[0];
  return issues.some(
    ({ code, message }) =>
      code === 'cluster-forbidden' &&
      (new RegExp(`cannot ${verb} resource "${kind}"`).test(message) ||
        new RegExp(`may not ([a-z]+, )*${verb}(, [a-z]+)* ${kind}\\b`).test(message) ||
        (message.includes('attempting to grant RBAC permissions') &&
          (verb === 'bind' ? name !== undefined : message.includes(`Resources:["${kind}"]`))) ||
        (verb === 'bind' && message.includes('`bind`'))),
  );
}

/** What a plan, or its carrying out, ran into. */
async function troubles(work: () => Promise<unknown>): Promise<readonly Issue[]> {
  try {
    const result = await work();
    return (result as { issues?: readonly Issue[] }).issues ?? [];
  } catch (error) {
    if (TowpathError.is(error)) return error.issues;
    throw error;
  }
}

withControllers('a deployer with the Roles of `towpath rbac`', () => {
  const how = { timeoutMs: 60_000, signal: new AbortController().signal, onEvent: () => {} };
  const clusters: Cluster[] = [];
  let namespace: string;
  let root: string;
  let desired: DesiredApplication;
  let rights: Right[];
  let full: Cluster;
  let admin: Cluster;

  beforeAll(async () => {
    namespace = newNamespace();
    const hosts = { flows: { api: { route: { hosts: ['shop.example.org'] } } } };
    root = clusterWorkspace({
      environments: { dev: { namespace, apps: { shop: { tag: 'v1', ...hosts } } } },
      files: { 'towpath.yaml': 'allowSecrets: [towpath-test-keys]\n' },
    });
    const { applications: all } = await desiredEnvironment({ root, applications, environment: 'dev' });
    desired = all[0] as DesiredApplication;
    rights = await rightsWith({});
    full = await someone();
    admin = connect(undefined, { kubeconfig: server().kubeconfig });
    clusters.push(admin);
  });

  afterAll(() => Promise.all(clusters.map((cluster) => cluster.close())));

  async function rightsWith(options: { takeOwnership?: boolean; pruneData?: boolean }): Promise<Right[]> {
    return rightsIn((await rbac({ root, applications, environment: 'dev', ...options })).objects);
  }

  async function mutants(left: readonly (Right | undefined)[], of: readonly Right[] = rights): Promise<Mutant[]> {
    const found = await mutantsOf(of, left);
    clusters.push(...found.map(({ cluster }) => cluster));
    return found;
  }

  async function someone(of: readonly Right[] = rights): Promise<Cluster> {
    return (await mutants([undefined], of))[0]?.cluster as Cluster;
  }

  /** Rights without which everything goes well, or fails for something else. */
  async function idle(
    left: readonly Right[],
    work: (cluster: Cluster, right: Right) => Promise<unknown>,
    of: readonly Right[] = rights,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const { cluster, without } of await mutants(left, of)) {
      const issues = await troubles(() => work(cluster, without as Right));
      if (!isNamed(without as Right, issues))
        found.push(
          `${without?.verb} ${without?.resource}: ${issues.map(({ message }) => message).join('; ') || 'nothing'}`,
        );
    }
    return found;
  }

  const plan = (cluster: Cluster, options: ApplicationPlanOptions = {}) => planApplication(cluster, desired, options);
  const isBookkeeping = ({ resource }: Right) => resource === 'leases';
  // Only `towpath delete` deletes the lease, which delete.test.ts does with these Roles.
  const deletesLease = ({ resource, verb }: Right) => resource === 'leases' && verb === 'delete';
  const explains = ['events', 'replicasets', 'pods'];

  it('has only rights that a test here removes', async () => {
    const tried = ['get', 'create', 'patch', 'bind', 'list', 'watch', 'delete'];
    const untried = rights.filter((right) => !tried.includes(right.verb) && !isBookkeeping(right));
    expect(untried).toEqual([]);
    const more = [...(await rightsWith({ takeOwnership: true, pruneData: true }))].filter(
      (right) => !rights.some((one) => isDeepStrictEqual(one, right)),
    );
    expect(new Set(more.map(({ verb }) => verb))).toEqual(new Set(['update', 'delete']));
  });

  it('gets all missing rights in one report', async () => {
    const nobody = await someone([]);
    const issues = await troubles(() => plan(nobody));
    const asked = rights.filter(
      ({ verb, resource }) => ['get', 'list', 'create', 'patch'].includes(verb) && !explains.includes(resource),
    );
    expect(asked.filter((right) => !isNamed(right, issues))).toEqual([]);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['cluster-forbidden']));
    expect(new Set(issues.map(({ message }) => message)).size).toBe(issues.length);
  });

  it('plans new objects, and needs every right to read and to apply', async () => {
    expect(await plan(full)).toMatchObject({ issues: [] });
    const verbs = ['get', 'create', 'patch', 'bind'];
    const left = rights.filter((right) => verbs.includes(right.verb) && !isBookkeeping(right));
    expect(left.length).toBeGreaterThan(30);
    expect(await idle(left, (cluster) => plan(cluster))).toEqual([]);
  });

  it('deploys everything, and has exactly the rights for its watches', async () => {
    const opened = new Set<string>();
    const recording: Cluster = {
      ...full,
      watch: (resource, ...more) => {
        opened.add(resource.plural);
        return full.watch(resource, ...more);
      },
    };
    await applyPlan(recording, await plan(recording), how);
    expect(await plan(full)).toMatchObject({ issues: [], prunes: [] });
    expect(isEmpty(await plan(full))).toBe(true);
    // A change is what a budget has to be seen for: a new one is taken as it is.
    await applyPlan(recording, withoutStatus(await plan(admin), 'PodDisruptionBudget'), how);
    const watched = rights.filter((right) => right.verb === 'watch' && !isBookkeeping(right));
    expect([...opened].sort()).toEqual([...new Set(watched.map(({ resource }) => resource))].sort());
  });

  it('finds existing objects, and needs every right to list', async () => {
    const left = rights.filter(
      (right) => right.verb === 'list' && !isBookkeeping(right) && !explains.includes(right.resource),
    );
    expect(left.length).toBeGreaterThan(10);
    expect(await idle(left, (cluster) => plan(cluster))).toEqual([]);
  });

  it('holds the lease, and needs every right for it', async () => {
    const held = { ...how, wait: false };
    const patch = (holder: string) =>
      kubectl([
        'patch',
        'lease',
        'towpath.shop',
        '--namespace',
        namespace,
        '--type=merge',
        '-p',
        JSON.stringify({ spec: { holderIdentity: holder } }),
      ]);
    const left = rights.filter((right) => isBookkeeping(right) && !deletesLease(right));
    expect(left.map(({ verb }) => verb).sort()).toEqual(['create', 'get', 'list', 'update', 'watch']);
    const work = async (cluster: Cluster, { verb }: Right) => {
      // Of a holder elsewhere nobody knows whether it lives, so it is watched.
      patch(verb === 'list' || verb === 'watch' ? 'somebody@elsewhere/1-2-3-4' : '');
      if (verb === 'create') kubectl(['delete', 'lease', 'towpath.shop', '--namespace', namespace]);
      return applyPlan(cluster, changed(await plan(admin)), held);
    };
    const order = ['get', 'list', 'watch', 'update', 'create'];
    left.sort((a, b) => order.indexOf(a.verb) - order.indexOf(b.verb));
    expect(await idle(left, work)).toEqual([]);
  });

  it('deletes objects that are no longer declared, and needs the right for each kind', async () => {
    const all = await rightsWith({ pruneData: true });
    const left = all.filter((right) => right.verb === 'delete' && !deletesLease(right));
    const { objects } = desired;
    const nothing = { ...desired, objects: objects.filter(({ manifest }) => manifest.kind === 'ServiceAccount') };
    const less = { ...nothing, objects: [{ ...(nothing.objects[0] as DesiredObject), manifest: other }] };
    const work = async (cluster: Cluster, { resource }: Right) => {
      const all = await planApplication(admin, less, { pruneData: true });
      const prunes = all.prunes.filter(({ live }) => builtinResource(live.apiVersion, live.kind)?.plural === resource);
      expect(prunes).not.toEqual([]);
      return applyPlan(cluster, { ...all, prunes }, { ...how, wait: false });
    };
    expect(left.length).toBeGreaterThan(10);
    expect(await idle(left, work, all)).toEqual([]);
    // Before anything is written, all of it is said at once.
    const [nobody] = await mutants(
      [undefined],
      all.filter(({ verb }) => verb !== 'delete'),
    );
    const refused = await troubles(async () =>
      assertMayApply(nobody?.cluster as Cluster, [await planApplication(admin, less, { pruneData: true })]),
    );
    expect(left.filter((right) => !isNamed(right, refused))).toEqual([]);
    await applyPlan(await someone(all), await planApplication(admin, less, { pruneData: true }), how);
    // A claim that a StatefulSet has made is not of the application.
    expect(names(namespace)).toEqual(['ConfigMap/other', 'PersistentVolumeClaim/data-shop-db-0']);
  });

  it('takes over objects of another tool, and needs the right for each kind', async () => {
    const manifests = (await plan(admin)).objects.map(({ manifest }) => manifest);
    kubectl(['apply', '-f', '-'], listOf(manifests));
    const all = await rightsWith({ takeOwnership: true });
    const left = all.filter((right) => right.verb === 'update' && !isBookkeeping(right));
    expect(left.length).toBeGreaterThan(10);
    expect(await idle(left, (cluster) => plan(cluster, { takeOwnership: true }), all)).toEqual([]);
    const taking = await someone(all);
    await applyPlan(taking, await plan(taking, { takeOwnership: true }), how);
    expect((await plan(admin)).objects.flatMap(({ tools }) => tools)).toEqual([]);
  });
});

withControllers('a pipeline with the Roles of `towpath rbac`', () => {
  it('can run deploy, diff and rollback', async () => {
    const namespace = newNamespace();
    const cwd = clusterWorkspace({ environments: { dev: { namespace, apps: { shop: { tag: 'v1' } } } } });
    const { kubeconfig } = await deployerOf(cwd);
    const ran = (...args: string[]) => towpath(args, { cwd, kubeconfig });
    expect(await ran('deploy', '-e', 'dev')).toMatchObject({ code: 0 });
    expect(await towpath(['pin', '-e', 'dev', 'shop=v2'], { cwd })).toMatchObject({ code: 0 });
    expect(await ran('deploy', '-e', 'dev', '--dry-run=server')).toMatchObject({ code: 0 });
    expect(await ran('deploy', '-e', 'dev')).toMatchObject({ code: 0 });
    expect(await ran('rollback', '-e', 'dev', 'shop')).toMatchObject({ code: 0 });
    expect(JSON.stringify([...live(namespace).values()])).toContain('example/api:v1');
  });

  it('gets the missing rights before anything is written, without a stack trace', async () => {
    const namespace = newNamespace();
    const cwd = clusterWorkspace({ environments: { dev: { namespace, apps: { shop: { tag: 'v1' } } } } });
    const kubeconfig = kubeconfigFor({ context: 'loopback', user: asUser('nobody') });
    const { code, stderr } = await towpath(['deploy', '-e', 'dev'], { cwd, kubeconfig });
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('cluster-forbidden') });
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(names(namespace)).toEqual([]);
  });
});

/** As if an object had changed just now, and its controller had not seen it yet. */
function withoutStatus(plan: Plan, kind: string): Plan {
  const objects = plan.objects.map((object): PlannedObject => {
    if (object.manifest.kind !== kind) return object;
    const applied = { ...object.applied, spec: { ...(object.applied.spec as object), minAvailable: 0 } };
    return { ...object, applied, action: 'update' };
  });
  return { ...plan, objects };
}

/** As if there were something to do. */
function changed(plan: Plan): Plan {
  const [first, ...others] = plan.objects as [PlannedObject, ...PlannedObject[]];
  return { ...plan, objects: [{ ...first, action: 'update' }, ...others] };
}
