import { join } from 'node:path';
import { adopt } from '../../src/actions/adopt/adopt';
import { readCluster } from '../../src/actions/adopt/sources/cluster';
import { deploy } from '../../src/actions/deploy/deploy';
import type { TowpathError } from '../../src/diagnostics';
import { compare, type Fields } from '../../src/equivalence';
import { caseFolder, manifestsAt } from '../helpers/cases';
import { workspaceWith } from '../helpers/workspace';
import { faultProxy } from './helpers/fault-proxy';
import { withFreePorts } from './helpers/free-ports';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl, listOf, objectsOf } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer, serverIfAny } from './helpers/server';

const native = /^(v1|apps\/v1|batch\/v1|autoscaling\/v2|policy\/v1|[a-z.]+\.k8s\.io\/v1)$/;
const clusterScoped = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PersistentVolume', 'StorageClass'];

/** The objects of a public application that a server without custom kinds keeps in one namespace. */
function objectsOfCase(path: string, namespace: string): Fields[] {
  const all = manifestsAt(path) as Fields[];
  return all
    .filter(({ apiVersion, kind }) => native.test(String(apiVersion)) && !clusterScoped.includes(String(kind)))
    .map((object) => inNamespace(withFreePorts(object), namespace));
}

const paths = {
  'voting-app': 'k8s-specifications',
  'garbo staging': 'rendered/Klimatbyran+garbo_k8s_overlays_staging.yaml',
  'garbo production': 'rendered/Klimatbyran+garbo_k8s_overlays_production.yaml',
  'aks-store quickstart': 'aks-store-quickstart.yaml',
  'laa-fee-calculator staging': 'kubernetes_deploy/live/staging',
};

/** The arguments with which kubectl writes as a team would: its own way, on the server's side, and as Helm 4 does. */
const ways = [[], ['--server-side'], ['--server-side', '--field-manager=helm']];

/** The workloads of a namespace with their pod templates. A controller replaces the pods when a template changes. */
function templates(namespace: string): ReadonlyMap<string, string> {
  const kinds = 'deployments,statefulsets,daemonsets';
  const [list] = objectsOf(kubectl(['get', '-n', namespace, kinds, '-o', 'yaml'])) as [{ items: Fields[] }];
  return new Map(
    list.items.map(({ kind, metadata, spec }) => [
      `${kind}/${(metadata as Fields).name}`,
      JSON.stringify((spec as Fields).template),
    ]),
  );
}

const inNamespace = (object: Fields, namespace: string): Fields => ({
  ...object,
  metadata: { ...(object.metadata as Fields), namespace },
});
const web: Fields = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            ...{ name: 'web', image: 'a:1' },
            env: [
              { name: 'B', value: '2' },
              { name: 'A', value: '1' },
            ],
          },
        ],
      },
    },
  },
};
const secret: Fields = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, stringData: { key: 'hidden' } };

onServer('an application that is adopted from a cluster', () => {
  const kubeconfig = serverIfAny()?.kubeconfig ?? '';

  it.each(Object.entries(paths).map(([name, path], index) => [name, path, ways[index % ways.length] ?? []] as const))(
    '%s keeps its pods when it is deployed',
    async (name, path, way) => {
      const folder = caseFolder(name.split(' ')[0] as string);
      if (folder === undefined) return;
      const namespace = newNamespace();
      const originals = objectsOfCase(join(folder, path), namespace);
      kubectl(['apply', ...way, '-f', '-'], listOf(originals));
      const before = templates(namespace);

      const { objects } = await readCluster({ context: 'loopback', namespace }, kubeconfig);
      const read = objects.map(({ object }) => object);
      expect(
        compare(
          read,
          originals.filter(({ kind }) => kind !== 'Secret'),
        ),
      ).toEqual([]);

      const root = workspaceWith({});
      const sources = { prod: `cluster:loopback/${namespace}` };
      const result = await adopt({ root, application: 'shop', sources, live: true, kubeconfig });
      expect(result.differences).toEqual([]);
      const [proof] = result.live ?? [];
      await deploy({ root, environment: 'prod', takeOwnership: true, wait: false, kubeconfig });
      const after = templates(namespace);
      const changed = [...before.keys()].filter((workload) => after.get(workload) !== before.get(workload));
      const restarted = proof?.restarts.map(({ object }) => object);
      const moved = new Set(result.credentials.map(({ object }) => object));
      expect(changed).toEqual([...before.keys()].filter((workload) => moved.has(workload)));
      expect({ ...proof, restarts: restarted }).toMatchObject({ restarts: changed, changes: [], problems: [] });
    },
  );

  it('is read and asked about without a write and without a request for Secrets', async () => {
    const namespace = newNamespace();
    kubectl(['apply', '-n', namespace, '-f', '-'], listOf([web, secret]));
    const proxy = await faultProxy();
    const source = { prod: `cluster:here/${namespace}` };
    const asked = kubeconfigFor({ context: 'here', server: proxy });
    const { files, live } = await adopt({
      ...{ root: workspaceWith({}), application: 'shop', sources: source, live: true, kubeconfig: asked },
    });
    expect(live).toEqual([{ environment: 'prod', context: 'here', restarts: [], changes: [], problems: [] }]);
    expect(files['environments/prod.yaml']).toContain(`namespace: ${namespace}\ncluster:\n  context: here`);
    expect(proxy.seen.map(({ path }) => path).filter((path) => path.includes('/secrets'))).toEqual([]);
    const writes = proxy.seen.filter(({ method, path }) => method !== 'GET' && !path.includes('dryRun=All'));
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(proxy.seen.some(({ path }) => path.includes('dryRun=All'))).toBe(true);
  });

  it('tells which pods restart and why', async () => {
    const namespace = newNamespace();
    kubectl(['apply', '-n', namespace, '-f', '-'], listOf([web]));
    const root = workspaceWith({ 'old.json': JSON.stringify(inNamespace(web, namespace)).replace('a:1', 'a:2') });
    const { live } = await adopt({
      ...{ root, application: 'shop', sources: { prod: join(root, 'old.json') }, live: true, kubeconfig },
    });
    const restart = {
      object: 'Deployment/web',
      change: 'changed',
      fields: ['spec.template.spec.containers.web.image'],
    };
    expect(live).toMatchObject([{ environment: 'prod', restarts: [restart], changes: [], problems: [] }]);
  });

  it('is refused with a code where the context or the namespace does not exist', async () => {
    const codeOf = (context: string, namespace: string) =>
      readCluster({ context, namespace }, kubeconfig).catch((error: TowpathError) =>
        error.issues.map(({ code }) => code),
      );
    expect(await codeOf('nowhere', 'default')).toEqual(['context-unknown']);
    expect(await codeOf('loopback', 'no-such-namespace')).toEqual(['namespace-missing']);
  });

  it('is read without the kinds that the server does not let the account list', async () => {
    const namespace = newNamespace();
    kubectl(['apply', '-n', namespace, '-f', '-'], listOf([web]));
    const proxy = await faultProxy({ rules: [{ path: '/cronjobs', fault: { status: 403, message: 'no right' } }] });
    const asked = kubeconfigFor({ context: 'here', server: proxy });
    const some = await readCluster({ context: 'here', namespace }, asked);
    expect(some.objects.map(({ object }) => object.kind)).toEqual(['Deployment']);
    expect(some.issues.map(({ code, message }) => [code, message])).toEqual([
      ['adopt-kind-not-read', 'objects of the kind CronJob.batch were not read: no right'],
    ]);
    proxy.rules = [{ path: `/namespaces/${namespace}`, fault: { status: 403, message: 'no right' } }];
    await expect(readCluster({ context: 'here', namespace }, asked)).rejects.toMatchObject({
      issues: [{ code: 'cluster-forbidden' }],
    });
  });
});
