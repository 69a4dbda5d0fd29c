import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { LiveObject } from '../../src/cluster/cluster';
import { differences } from '../../src/data/differences';
import { formatPath } from '../../src/diagnostics';
import { withoutServerFields } from '../../src/release/plan/comparable';
import { type BareApplication, bareApplication, obstacles } from './helpers/bare-application';
import { kubectl } from './helpers/kubectl';
import { onServer } from './helpers/server';
import { writingTools } from './helpers/tools';

interface Said {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly pod?: object;
  readonly container?: object;
}

const metadata = (labels: object = {}, annotations?: object) => ({ name: 'api', labels, annotations });

function deployment({ labels, annotations, replicas, pod, container }: Said = {}): KubernetesObject {
  const main = { name: 'main', image: 'example/api:v1', env: [{ name: 'KEPT', value: '1' }], ...container };
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [main], ...pod } };
  const spec = { replicas, selector: { matchLabels: { app: 'api' } }, template };
  return JSON.parse(
    JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(labels, annotations), spec }),
  );
}

/** More than we declare, in all the places where a tool can have said more. */
const more = deployment({
  labels: { team: 'old' },
  annotations: { 'example.org/note': 'old' },
  replicas: 1,
  container: {
    env: [
      { name: 'KEPT', value: '1' },
      { name: 'GONE', value: '1' },
    ],
    args: ['--old'],
    ports: [
      { containerPort: 80, name: 'http' },
      { containerPort: 9090, name: 'metrics' },
    ],
    livenessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 5 },
    resources: { requests: { cpu: '10m' }, limits: { memory: '1Gi' } },
    volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
    securityContext: { runAsUser: 1000, capabilities: { drop: ['ALL'] } },
  },
  pod: {
    volumes: [{ name: 'cache', emptyDir: {} }],
    initContainers: [{ name: 'init', image: 'example/init:v1' }],
    imagePullSecrets: [{ name: 'old' }],
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'old', operator: 'Exists' }],
    terminationGracePeriodSeconds: 60,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { app: 'api' } },
      },
    ],
  },
});
const less = deployment({ replicas: 1, container: { ports: [{ containerPort: 80, name: 'http' }] } });

const service = (ports: readonly object[], annotations?: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata({}, annotations),
  spec: { selector: { app: 'api' }, ports },
});
const configMap = (data: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata(),
  data,
});
const ingress = (hosts: readonly string[], annotations?: object): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: metadata({}, annotations),
  spec: {
    rules: hosts.map((host) => ({
      host,
      http: {
        paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'http' } } } }],
      },
    })),
  },
});
const http = { name: 'http', port: 80 };

const before = [
  more,
  service([http, { name: 'metrics', port: 9090 }], { 'example.org/note': 'old' }),
  configMap({ KEPT: '1', GONE: '1' }),
  ingress(['a.example.org', 'b.example.org'], { 'example.org/note': 'old' }),
];
const after = [less, service([http]), configMap({ KEPT: '1' }), ingress(['a.example.org'])];

/** What the server or its controllers choose for each object. */
const chosen = /clusterIP|deployment\.kubernetes\.io|metadata\.(namespace|labels\["applyset)/;

/** The fields in which objects differ. */
function apart(some: readonly KubernetesObject[], others: readonly KubernetesObject[]): string[] {
  const found = some.map((one, index) =>
    differences(withoutServerFields(one), withoutServerFields(others[index] as KubernetesObject)),
  );
  return found.flatMap((paths) => paths.map(({ path }) => formatPath(path))).filter((path) => !chosen.test(path));
}

async function now({ get }: BareApplication): Promise<LiveObject[]> {
  return (await Promise.all(after.map(get))).flatMap((object) => object ?? []);
}

onServer('an object of another tool', () => {
  let always: readonly LiveObject[];
  /** Such as it is where it was always ours. */
  beforeAll(async () => {
    const ours = bareApplication();
    await ours.deploy(after);
    always = await now(ours);
  });

  describe.each(writingTools)('$name', ({ tool, write }) => {
    it('is reported, is taken over without undeclared fields, and becomes what the plan predicts', async () => {
      const shop = bareApplication();
      write(before, shop.namespace);
      for (const object of (await shop.plan(after)).objects)
        expect(object).toMatchObject({ tools: [tool], takesOver: false });

      const plan = await shop.plan(after, { takeOwnership: true });
      expect(obstacles(plan)).toEqual([]);
      await shop.applyPlan(plan);
      const objects = await now(shop);
      expect(
        apart(
          plan.objects.map(({ becomes }) => becomes as KubernetesObject),
          objects,
        ),
      ).toEqual([]);
      expect(apart(always, objects)).toEqual([]);
      const managers = objects.flatMap(({ metadata: { managedFields = [] } }) => managedFields);
      expect(managers.filter(({ manager }) => manager !== 'kube-controller-manager')).toEqual(
        after.map(() => expect.objectContaining({ manager: 'towpath', operation: 'Apply' })),
      );
      for (const object of (await shop.plan(after)).objects)
        expect(object).toMatchObject({ action: 'none', tools: [] });
    });

    it('keeps its pods if nothing else changes', async () => {
      const { namespace, deploy, get } = bareApplication();
      write([less], namespace);
      const was = await get(less);
      await deploy([less], { takeOwnership: true });
      const is = await get(less);
      expect(is?.spec).toEqual(was?.spec);
      expect(is?.metadata.labels).toHaveProperty(['applyset.kubernetes.io/part-of']);
    });

    it('keeps fields that others wrote', async () => {
      const { namespace, deploy, get } = bareApplication();
      write([more], namespace);
      const on = ['deployment/api', '--namespace', namespace];
      kubectl(['label', ...on, 'person=somebody']);
      kubectl(['annotate', ...on, 'example.org/state=1', '--field-manager=a-controller']);
      kubectl(['rollout', 'restart', ...on]);
      await deploy([less], { takeOwnership: true });
      const is = await get(less);
      expect(is?.metadata.labels).toMatchObject({ person: 'somebody' });
      expect(is?.metadata.labels).not.toHaveProperty('team');
      expect(is?.metadata.annotations).toMatchObject({ 'example.org/state': '1' });
      expect(is?.metadata.annotations).not.toHaveProperty(['example.org/note']);
      expect(is?.spec).toMatchObject({
        template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': expect.anything() } } },
      });
    });
  });
});
