import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { differences } from '../../src/data/differences';
import { formatPath } from '../../src/diagnostics';
import { withoutServerFields } from '../../src/release/plan/comparable';
import type { ApplicationPlanOptions } from '../../src/release/plan/plan';
import { type BareApplication, bareApplication } from './helpers/bare-application';
import { kubectl, listOf } from './helpers/kubectl';
import { onServer } from './helpers/server';
import { writingTools } from './helpers/tools';

const container = (more: object) => ({ name: 'main', image: 'example/api:v1', ...more });

function deployment(container: object, pod: object = {}, spec: object = {}): KubernetesObject {
  const template = { metadata: { labels: { app: 'api' } }, spec: { containers: [container], ...pod } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: { selector: { matchLabels: { app: 'api' } }, template, ...spec },
  };
}

const variable = (value: object) => deployment(container({ env: [{ name: 'KEY', ...value }] }));
const probe = (kind: string, handler: object) => deployment(container({ [kind]: { periodSeconds: 5, ...handler } }));
const volume = (source: object) =>
  deployment(container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }), {
    volumes: [{ name: 'data', ...source }],
  });
const ports = (...list: readonly object[]) => deployment(container({ ports: list }));
const strategy = (strategy: object) => deployment(container({}), {}, { strategy });
const service = (spec: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api' },
  spec: { selector: { app: 'api' }, ports: [{ name: 'http', port: 80 }], ...spec },
});
const budget = (spec: object): KubernetesObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'api' },
  spec: { selector: { matchLabels: { app: 'api' } }, ...spec },
});

const handlers = {
  httpGet: { httpGet: { path: '/', port: 80 } },
  tcpSocket: { tcpSocket: { port: 80 } },
  exec: { exec: { command: ['true'] } },
  grpc: { grpc: { port: 80 } },
};
const variables = {
  value: { value: '1' },
  secretKeyRef: { valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
  configMapKeyRef: { valueFrom: { configMapKeyRef: { name: 'settings', key: 'level' } } },
  fieldRef: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
};
const sources = {
  'the default': {},
  emptyDir: { emptyDir: { sizeLimit: '1Gi' } },
  configMap: { configMap: { name: 'settings' } },
  secret: { secret: { secretName: 'login' } },
  persistentVolumeClaim: { persistentVolumeClaim: { claimName: 'data' } },
  projected: { projected: { sources: [{ secret: { name: 'login' } }] } },
};

type Change = readonly [name: string, was: KubernetesObject, is: KubernetesObject];

/** From each half of a one-of to the next one, and from the last one to the first. */
function changes(name: string, halves: Readonly<Record<string, object>>, make: (half: object) => KubernetesObject) {
  const entries = Object.entries(halves);
  return entries.map(([from, half], index): Change => {
    const [to, other] = entries[(index + 1) % entries.length] as [string, object];
    return [`${name}: ${from} to ${to}`, make(half), make(other)];
  });
}

const oneOfs: readonly Change[] = [
  ...changes('variable', variables, variable),
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((kind) =>
    changes(kind, handlers, (handler) => probe(kind, handler)),
  ),
  ...changes(
    'preStop',
    { exec: handlers.exec, httpGet: handlers.httpGet, sleep: { sleep: { seconds: 1 } } },
    (preStop) => deployment(container({ lifecycle: { preStop } })),
  ),
  ...changes('volume', sources, volume),
  ...changes(
    'envFrom',
    { configMapRef: { configMapRef: { name: 'a' } }, secretRef: { secretRef: { name: 'a' } } },
    (source) => deployment(container({ envFrom: [source] })),
  ),
  [
    'name of a container port moves to another number',
    ports({ name: 'http', containerPort: 80 }),
    ports({ name: 'http', containerPort: 8080 }),
  ],
  ['name of a container port', ports({ name: 'http', containerPort: 80 }), ports({ name: 'web', containerPort: 80 })],
  [
    'seccomp profile',
    deployment(container({ securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } } })),
    deployment(container({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })),
  ],
  [
    'strategy of a Deployment, with its settings',
    strategy({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } }),
    strategy({ type: 'Recreate' }),
  ],
  [
    'strategy of a Deployment, without its settings',
    strategy({ type: 'RollingUpdate' }),
    strategy({ type: 'Recreate' }),
  ],
  ['default strategy of a Deployment', deployment(container({})), strategy({ type: 'Recreate' })],
  ['strategy of a Deployment, back to the default', strategy({ type: 'Recreate' }), deployment(container({}))],
  ...changes('disruption budget', { minAvailable: { minAvailable: 1 }, maxUnavailable: { maxUnavailable: 1 } }, budget),
  [
    'number of a Service port',
    service({ ports: [{ name: 'http', port: 80 }] }),
    service({ ports: [{ name: 'http', port: 8080 }] }),
  ],
  [
    'name of a Service port',
    service({ ports: [{ name: 'http', port: 80 }] }),
    service({ ports: [{ name: 'web', port: 80 }] }),
  ],
  [
    'names of two Service ports change places',
    service({
      ports: [
        { name: 'http', port: 80 },
        { name: 'admin', port: 81 },
      ],
    }),
    service({
      ports: [
        { name: 'admin', port: 80 },
        { name: 'http', port: 81 },
      ],
    }),
  ],
  ...changes(
    'type of a Service',
    {
      NodePort: {
        type: 'NodePort',
        externalTrafficPolicy: 'Local',
        ports: [{ name: 'http', port: 80, nodePort: undefined }],
      },
      ClusterIP: { type: 'ClusterIP' },
      LoadBalancer: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerSourceRanges: ['10.0.0.0/8'] },
      ExternalName: { type: 'ExternalName', externalName: 'api.example.org' },
    },
    service,
  ),
  [
    'session affinity of a Service',
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } }),
    service({ sessionAffinity: 'None' }),
  ],
  ['headless Service gets an address', service({ clusterIP: 'None' }), service({})],
  ['Service becomes headless', service({}), service({ clusterIP: 'None' })],
  ['headless Service gets a node port', service({ clusterIP: 'None' }), service({ type: 'NodePort' })],
  ['Service with a node port becomes headless', service({ type: 'NodePort' }), service({ clusterIP: 'None' })],
];

/** Fields whose values the server chooses. */
const chosen = ['clusterIP', 'clusterIPs', 'healthCheckNodePort', 'nodePort'];

/** An object as people write it, with only the defaults of the server. */
function settled(object: KubernetesObject | undefined): unknown {
  const { metadata: _, ...rest } = withoutServerFields(object as KubernetesObject);
  return JSON.parse(
    JSON.stringify(rest, (key, value) => (chosen.includes(key) && value !== 'None' ? undefined : value)),
  );
}

/** Each change with objects of its own name, so that one application holds all of them. */
const named = oneOfs.map(([name, ...objects], index): Change => {
  const [was, is] = objects.map((one): KubernetesObject => {
    const object: KubernetesObject = JSON.parse(JSON.stringify(one));
    return { ...object, metadata: { ...object.metadata, name: `api-${index}` } };
  });
  return [name, was as KubernetesObject, is as KubernetesObject];
});
const [before, after] = [named.map(([, was]) => was), named.map(([, , is]) => is)];

/** The fields in which each object differs from another, by the name of its change. */
function differing(some: readonly unknown[], others: readonly unknown[]): Record<string, readonly string[]> {
  const found = named.map(([name], index): [string, string[]] => {
    const paths = differences(settled(some[index] as KubernetesObject), settled(others[index] as KubernetesObject));
    return [
      name,
      paths.map(({ path, from, to }) => `${formatPath(path)}: ${JSON.stringify(from)}, ${JSON.stringify(to)}`),
    ];
  });
  return Object.fromEntries(found.filter(([, paths]) => paths.length > 0));
}

const objectsOf = ({ get }: BareApplication) => Promise.all(after.map(get));

/** Changes everything at once, and compares it with new objects and with the plan. */
async function expectChanged(shop: BareApplication, always: readonly unknown[], options?: ApplicationPlanOptions) {
  const plan = await shop.plan(after, options);
  const refused = plan.objects.map(({ issues, conflicts }, index) => [named[index]?.[0], ...issues, ...conflicts]);
  expect(refused.filter(({ length }) => length > 1)).toEqual([]);
  await shop.applyPlan(plan);
  const now = await objectsOf(shop);
  expect(differing(always, now)).toEqual({});
  expect(
    differing(
      plan.objects.map(({ becomes }) => becomes),
      now,
    ),
  ).toEqual({});
  expect((await shop.plan(after, options)).objects.filter(({ action }) => action !== 'none')).toEqual([]);
}

onServer('a deploy changes one half of every one-of to another', () => {
  let always: readonly unknown[];
  beforeAll(async () => {
    const fresh = bareApplication();
    await fresh.deploy(after);
    always = await objectsOf(fresh);
  });

  it('in objects of its own', async () => {
    const shop = bareApplication();
    await shop.deploy(before);
    await expectChanged(shop, always);
  });

  it.each(writingTools)('while $name still owns the other half', async ({ write }) => {
    const shop = bareApplication();
    write(before, shop.namespace);
    await expectChanged(shop, always, { takeOwnership: true });
  });
});

/** The one-ofs of which both objects declare a half. A volume without a source declares none. */
const ofPeople = named.filter(
  ([name]) =>
    /^(variable|\w+Probe|preStop|envFrom|volume|disruption budget):|^(name|number)s? of .* port/.test(name) &&
    !name.includes('the default'),
);

onServer('a person changes one half of every one-of to another', () => {
  /** What `kubectl edit` sends: the changed object, whoever owned its fields. */
  function edit(namespace: string): void {
    for (const [, , { kind, metadata, spec }] of ofPeople) {
      const patch = JSON.stringify([{ op: 'replace', path: '/spec', value: spec }]);
      const how = ['--type=json', '--field-manager=kubectl-edit', '-p', patch];
      kubectl(['patch', kind, metadata.name, '-n', namespace, ...how]);
    }
  }

  /** An apply alone cannot change the half, because the server refuses both halves together. */
  function editAndApply(namespace: string): void {
    edit(namespace);
    const edited = listOf(ofPeople.map(([, , is]) => is));
    kubectl(
      ['apply', '--server-side', '--field-manager=jana', '--force-conflicts', '-n', namespace, '-f', '-'],
      edited,
    );
  }

  it.each([
    ['kubectl edit', 'kubectl-edit', edit],
    ['kubectl apply --server-side', 'jana', editAndApply],
  ])('by %s: the plan names the person, and only a forced deploy restores the half', async (_, person, change) => {
    const declared = ofPeople.map(([, was]) => was);
    const shop = bareApplication();
    await shop.deploy(declared);
    const always = await Promise.all(declared.map(shop.get));
    change(shop.namespace);
    const plan = await shop.plan(declared);
    const found = plan.objects.map(({ issues, conflicts }, index) => ({
      change: ofPeople[index]?.[0],
      codes: issues.map(({ code }) => code),
      people: [...new Set(conflicts.map(({ manager }) => manager))],
    }));
    expect(found.filter(({ codes, people }) => codes.length > 0 || !people.includes(person))).toEqual([]);
    await expect(shop.deploy(declared)).rejects.toThrow();
    await shop.deploy(declared, { forceConflicts: true });
    const now = await Promise.all(declared.map(shop.get));
    expect(now.map(settled)).toEqual(always.map(settled));
  });
});
