import type { RequestListener } from 'node:http';
import timers from 'node:timers/promises';
import fc from 'fast-check';
import { findDeployments } from '../../src/actions/deployments/find-deployments';
import { connect } from '../../src/cluster/connect';
import { translateFailures } from '../../src/cluster/failures';
import { longestText, statusOf } from '../../src/cluster/http/api-failure';
import { TowpathError } from '../../src/diagnostics';
import { mutated } from '../actions/rollback/mutations';
import { apiServer } from '../helpers/api-server';
import { configFile } from '../kubeconfig/helpers/kubeconfig';

const kinds = {
  '': { pods: 'Pod', configmaps: 'ConfigMap' },
  apps: { deployments: 'Deployment', replicasets: 'ReplicaSet' },
  batch: { jobs: 'Job' },
};

const labels = {
  ...{ 'app.kubernetes.io/managed-by': 'towpath', 'app.kubernetes.io/part-of': 'shop' },
  ...{ 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api', 'towpath.dev/environment': 'prod' },
};

const deployment = {
  metadata: {
    ...{ name: 'shop-api', namespace: 'prod', uid: '1', resourceVersion: '7', generation: 2, labels },
    creationTimestamp: '2026-11-20T10:00:00Z',
    ownerReferences: [{ kind: 'App', name: 'shop', uid: '2' }],
    managedFields: [
      {
        ...{ manager: 'towpath', operation: 'Apply', apiVersion: 'apps/v1', time: '2026-11-20T10:00:00Z' },
        fieldsV1: { 'f:spec': { 'f:containers': { 'k:{"name":"api"}': { '.': {}, 'f:image': {} } } } },
      },
    ],
  },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'api', image: 'example/api:v1' }] } } },
  status: { observedGeneration: 2, replicas: 1, conditions: [{ type: 'Progressing', status: 'True', reason: 'New' }] },
};

/** What a server answers that tells the truth: by the path of what is asked for, the last part of it. */
const answers = {
  api: discovery(''),
  apis: discovery('apps', 'batch'),
  deployments: listOf(deployment),
  replicasets: listOf({
    metadata: {
      ...{ name: 'shop-api-1', namespace: 'prod', uid: '3', labels },
      ownerReferences: [{ kind: 'Deployment', name: 'shop-api', uid: '1', controller: true }],
    },
    spec: {},
  }),
  pods: listOf({
    metadata: {
      ...{ name: 'shop-api-1-2', namespace: 'prod', uid: '4', labels },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'shop-api-1', uid: '3', controller: true }],
    },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    status: {
      ...{ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
      containerStatuses: [
        {
          ...{ name: 'api', imageID: 'example/api@sha256:1', restartCount: 3 },
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'again' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  }),
  configmaps: listOf({ metadata: { name: 'towpath.shop.v1', namespace: 'prod', uid: '5' }, data: { release: '{}' } }),
  jobs: {
    ...{ kind: 'Status', code: 403, reason: 'Forbidden', message: 'no' },
    details: { causes: [{ reason: 'NamespaceTerminating', message: 'no', field: 'a' }], retryAfterSeconds: 1 },
  },
};

function discovery(...groups: (keyof typeof kinds)[]) {
  const items = groups.map((name) => {
    const resources = Object.entries(kinds[name]).map(([resource, kind]) => {
      return { resource, responseKind: { kind }, scope: 'Namespaced', verbs: ['list'] };
    });
    return { metadata: { name }, versions: [{ version: 'v1', resources }] };
  });
  return { kind: 'APIGroupDiscoveryList', items };
}

function listOf(...items: object[]) {
  return { kind: 'List', metadata: { resourceVersion: '7' }, items };
}

/** Every request is answered with what stands in its place, whatever that is. */
function answering(all: Readonly<Record<string, unknown>>): RequestListener {
  return ({ url = '' }, to) => {
    const what = /(\w+)(\?.*)?$/.exec(url)?.[1] ?? '';
    to.writeHead(what === 'jobs' ? 403 : 200).end(JSON.stringify(all[what] ?? null));
  };
}

beforeEach(() => {
  jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined);
});
afterEach(() => jest.restoreAllMocks());

it('deployments are found, or the error has a code, for any malformed answer of a server', async () => {
  let now = answering(answers);
  const { url } = await apiServer('http', (from, to) => now(from, to));
  const kubeconfig = configFile({ server: url }, {});
  const look = () => findDeployments({ allNamespaces: true, kubeconfig });
  expect((await look()).deployments).toMatchObject([{ application: 'shop', flow: 'api', version: 'v1' }]);
  await fc.assert(
    fc.asyncProperty(mutated(answers), async (changed) => {
      now = answering(changed);
      await expect(look().catch(codes)).resolves.toBeDefined();
    }),
    { numRuns: 300 },
  );
});

/** The codes of an error in words; another error is a fault of ours. */
function codes(error: unknown): string[] {
  if (!TowpathError.is(error)) throw error;
  return error.issues.map(({ code }) => code);
}

/** What the answers to all of our requests come to, when each of them is this text. */
async function codesFor(text: string): Promise<Record<string, string[]>> {
  const { url } = await apiServer('http', ({ url: path = '' }, to) => {
    const truth = path === '/api' ? answers.api : path === '/apis' ? answers.apis : undefined;
    to.end(truth ? JSON.stringify(truth) : text);
  });
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  const resource = (await cluster.resources()).find('apps/v1', 'Deployment');
  if (!resource) throw new Error('the server knows the kind');
  const live = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment };
  const requests = {
    get: () => cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-api' }),
    list: () => cluster.list(resource),
    apply: () => cluster.apply(live as never),
    create: () => cluster.create(live as never),
    replace: () => cluster.replace(live as never),
    user: () => cluster.user(),
  };
  const found: Record<string, string[]> = {};
  for (const [name, ask] of Object.entries(requests)) {
    found[name] = await translateFailures<unknown>(ask()).then(() => [], codes);
  }
  await cluster.close();
  return found;
}

const unusable = ['cluster-unreachable'];
const allUnusable = Object.fromEntries(
  ['get', 'list', 'apply', 'create', 'replace', 'user'].map((name) => [name, unusable]),
);

it.each([
  ['a web page', '<html>Please log in</html>'],
  ['JSON without a kind', '{"metadata":{"name":"a"}}'],
  ['null', 'null'],
  ['an object that is nested without end', `{"kind":"Deployment","spec":${'['.repeat(7000)}${']'.repeat(7000)}}`],
  ['an object whose labels are a list', '{"kind":"Deployment","metadata":{"name":"a","labels":[]},"items":7}'],
])('every request reports cluster-unreachable for the answer %s', async (_, text) => {
  expect(await codesFor(text)).toEqual(allUnusable);
});

it('an empty list may be null', async () => {
  expect((await codesFor('{"kind":"DeploymentList","metadata":null,"items":null}')).list).toEqual([]);
});

it('a text of a refusal is cut when it is too long', async () => {
  const body = { kind: 'Status', reason: 'x'.repeat(3_000_000), message: 'y'.repeat(3_000_000), details: {} };
  const { reason, message } = statusOf(422, body);
  expect([reason.length, message.length]).toEqual([longestText + 1, longestText + 1]);
  expect(statusOf(422, { ...body, message: 'no' }).message).toBe('no');
});
