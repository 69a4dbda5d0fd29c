import { steeper } from '../helpers/work';
import { workspaceWith } from '../helpers/workspace';

/**
 * The objects of so many workloads in an environment. Each one has a Service, routes, a budget, settings, a password, and
 * values that only its own environment has; it calls the next one.
 */
function manifests(environment: string, count: number, partOf: (index: number) => string): string {
  const objects = Array.from({ length: count }, (_, i) => {
    const [name, next] = [`web-${i}`, `web-${(i + 1) % count}`];
    const metadata = (own: string) => ({
      name: own,
      namespace: environment,
      labels: { app: name, 'app.kubernetes.io/part-of': partOf(i) },
    });
    const image = `example/${name}:${environment}`;
    const backend = (service: string) => ({ service: { name: service, port: { number: 80 } } });
    const paths = [
      { path: '/', pathType: 'Prefix', backend: backend(name) },
      { path: '/next', pathType: 'Prefix', backend: backend(next) },
    ];
    const env = [
      { name: 'NEXT_HOST', value: next },
      { name: 'NEXT', value: `http://${next}:80/` },
      { name: 'ENVIRONMENT', value: environment },
    ];
    const envFrom = [{ configMapRef: { name: `config-${i}` } }];
    const web = { name, image, ports: [{ name: 'http', containerPort: 80 }], env, envFrom };
    const beside = { name: 'beside', image, env: [{ name: 'PASSWORD', value: `s3cr3t-${i}-${environment}` }] };
    const selector = { matchLabels: { app: name } };
    const template = { metadata: { labels: { app: name } }, spec: { containers: [web, beside], hostPID: true } };
    return [
      {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(name) },
        spec: { replicas: environment === 'prod' ? 2 : 1, selector, template },
      },
      {
        ...{ apiVersion: 'v1', kind: 'Service', metadata: metadata(name) },
        spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
      },
      {
        ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: metadata(name) },
        spec: { rules: [{ host: `${name}.example.com`, http: { paths } }] },
      },
      {
        ...{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadata(name) },
        spec: { maxUnavailable: 1, selector },
      },
      {
        ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: metadata(name) },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          maxReplicas: 3,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
          ],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadata(`config-${i}`),
        data: { API_TOKEN: `t0k3n-${i}`, KEY: 'a' },
      },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(name) },
    ];
  });
  return objects
    .flat()
    .map((object) => `---\n${JSON.stringify(object)}\n`)
    .join('');
}

interface Subject {
  readonly root: string;
  readonly select?: string;
}

function subject(count: number, partOf: (index: number) => string, select?: string): Subject {
  const files = Object.fromEntries(
    ['dev', 'prod'].map((environment) => [`${environment}.yaml`, manifests(environment, count, partOf)]),
  );
  return { root: workspaceWith(files), ...(select !== undefined && { select }) };
}

/** The number of workloads in the smallest environment. */
const size = 16;
test.each<[string, (count: number) => Subject]>([
  ['flows', (count) => subject(count, () => 'shop')],
  ['applications', (count) => subject(count, (index) => `app-${index}`, 'app-0')],
])('the work of adopt is in proportion to the number of %s', async (_, subjectOf) => {
  const [found = []] = await steeper('adopt', size, [subjectOf]);
  // The parser of TypeScript, Babel, takes the comments of a class from a list of all comments, which is fast.
  expect(found.filter((code) => !code.startsWith('splice:'))).toEqual([]);
});
