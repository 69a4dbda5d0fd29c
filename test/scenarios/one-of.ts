import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { isApiFailure } from '../../src/cluster/http/api-failure';
import { codesOf } from './codes';
import { object } from './declared';
import type { Ground, Scenario, Scenarios } from './ground';
import { shopOn } from './shop';

/** An object with one half of a one-of, the object with the other half, and the server's words about both halves. */
type OneOf = readonly [first: KubernetesObject, second: KubernetesObject, refusal: string];

// The cluster in memory sets no default for the protocol, which is a key of the entry.
const port = (containerPort: number) => deployment({ ports: [{ name: 'http', containerPort, protocol: 'TCP' }] });
const secretKey = { valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } };

const oneOfs: Readonly<Record<string, OneOf>> = {
  'the value and the source of a variable': [
    variable({ value: '1' }),
    variable(secretKey),
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
  ],
  'two sources of a variable': [
    variable({ valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
    variable(secretKey),
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time',
  ],
  'two kinds of a probe': [
    deployment({ livenessProbe: { httpGet: { path: '/', port: 80 } } }),
    deployment({ livenessProbe: { tcpSocket: { port: 80 } } }),
    'spec.template.spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type',
  ],
  'two kinds of a hook': [
    deployment({ lifecycle: { preStop: { exec: { command: ['true'] } } } }),
    deployment({ lifecycle: { preStop: { httpGet: { path: '/', port: 80 } } } }),
    'spec.template.spec.containers[0].lifecycle.preStop.httpGet: Forbidden: may not specify more than 1 handler type',
  ],
  'two sources of a volume': [
    volume({ emptyDir: { sizeLimit: '1Gi' } }),
    volume({ secret: { secretName: 'login' } }),
    'spec.template.spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type',
  ],
  'one name of two container ports': [
    port(80),
    port(8080),
    'spec.template.spec.containers[0].ports[1].name: Duplicate value: "http"',
  ],
  'one name of two Service ports': [service(80), service(8080), 'spec.ports[1].name: Duplicate value: "http"'],
};

const tools: Readonly<Record<string, (ground: Ground, old: KubernetesObject) => Promise<unknown>>> = {
  'kubectl apply': (ground, old) => ground.kubectlApply(old),
  'kubectl apply --server-side': (ground, old) => ground.by('kubectl').apply(old),
  'Helm 3': (ground, old) => ground.by('helm').create(old),
};

const each = Object.entries(oneOfs).flatMap(([name, [first, second, refusal]]): [string, Scenario][] => [
  [
    `${name}: the server refuses an apply that would leave both`,
    async (ground) => {
      const namespace = await ground.newNamespace();
      await ground.by('somebody').apply(within(namespace, first));
      const { apiVersion, kind, metadata } = second;
      const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
      const answer = ground.connect().apply(within(namespace, second), { dryRun: true });
      const status = await answer.catch((error) => isApiFailure(error) && error.status);
      const [, field = '', message = ''] = /^(\S+): (.*)$/.exec(refusal) ?? [];
      expect(status).toMatchObject({
        code: 422,
        reason: 'Invalid',
        message: `${kind}${group} "${metadata.name}" is invalid: ${refusal}`,
        causes: [{ field, message }],
      });
    },
  ],
  ...[
    [first, second],
    [second, first],
  ].flatMap(([was, is], direction) =>
    Object.entries(tools).map(([tool, write]): [string, Scenario] => [
      `${name}: a deploy takes over what ${tool} wrote, and changes the ${direction === 0 ? 'first to the second' : 'second to the first'}`,
      (ground) => takeOver(ground, was as KubernetesObject, is as KubernetesObject, write),
    ]),
  ),
  [
    `${name}: a person's change is a conflict that names the person, and only force restores what is declared`,
    (ground) => restore(ground, first, second),
  ],
]);

/** A server refuses an object with both halves. A deploy that takes the object over writes only the declared half. */
export const oneOf: Scenarios = Object.fromEntries(each);

async function takeOver(
  ground: Ground,
  was: KubernetesObject,
  is: KubernetesObject,
  write: (ground: Ground, old: KubernetesObject) => Promise<unknown>,
): Promise<void> {
  const fresh = await shopOn(ground, object(is));
  await fresh.deploy();
  const shop = await shopOn(ground, object(is));
  await write(ground, within(shop.namespace, was));
  const diff = await shop.diff({ takeOwnership: true });
  expect(diff.issues).toEqual([]);
  expect(diff.objects).toMatchObject([{ change: 'changed', takenOver: true, conflicts: [] }]);
  await shop.deploy({ takeOwnership: true });
  expect(await specOf(shop, is)).toEqual(await specOf(fresh, is));
  shop.requests.splice(0);
  await shop.deploy({ takeOwnership: true });
  expect(shop.writes()).toEqual([]);
}

async function restore(ground: Ground, declared: KubernetesObject, theirs: KubernetesObject): Promise<void> {
  const shop = await shopOn(ground, object(declared));
  await shop.deploy();
  const before = await specOf(shop, declared);
  const live = await shop.get(nameOf(declared));
  if (!live) throw new Error(`${nameOf(declared)} is missing`);
  // Without a version, a controller that writes the status meanwhile does not stop the person.
  const metadata = { ...live.metadata, resourceVersion: '' };
  await ground.by('kubectl-edit').replace({ ...live, metadata, spec: theirs.spec });
  const [changed] = (await shop.diff()).objects;
  expect(changed?.conflicts.map(({ manager }) => manager)).toContain('kubectl-edit');
  expect(await codesOf(() => shop.deploy())).toEqual(['field-conflict']);
  await shop.deploy({ forceConflicts: true });
  expect(await specOf(shop, declared)).toEqual(before);
}

/** What stands there, without the addresses that a server chooses. */
async function specOf(shop: Awaited<ReturnType<typeof shopOn>>, wanted: KubernetesObject): Promise<unknown> {
  const spec = { ...((await shop.get(nameOf(wanted)))?.spec as object | undefined) };
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !/^clusterIPs?$/.test(field)));
}

const nameOf = ({ kind, metadata: { name } }: KubernetesObject): string => `${kind}/${name}`;

function within(namespace: string, made: KubernetesObject): KubernetesObject {
  return { ...made, metadata: { ...made.metadata, namespace } };
}

function deployment(container: object, pod: object = {}): KubernetesObject {
  const [app, main] = [{ app: 'main' }, { name: 'main', image: 'example/app:v1', ...container }];
  const template = { metadata: { labels: app }, spec: { containers: [main], ...pod } };
  const spec = { replicas: 1, selector: { matchLabels: app }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'main' }, spec };
}

function variable(value: object): KubernetesObject {
  return deployment({ env: [{ name: 'KEY', ...value }] });
}

function volume(source: object): KubernetesObject {
  return deployment({}, { volumes: [{ name: 'data', ...source }] });
}

function service(number: number): KubernetesObject {
  const spec = { selector: { app: 'main' }, ports: [{ name: 'http', port: number, protocol: 'TCP' }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'main' }, spec };
}
