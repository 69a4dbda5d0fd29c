import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

const kinds = {
  v1: {
    pods: 'Pod',
    services: 'Service',
    configmaps: 'ConfigMap',
    secrets: 'Secret',
    namespaces: 'Namespace',
    events: 'Event',
  },
  'apps/v1': {
    deployments: 'Deployment',
    statefulsets: 'StatefulSet',
    daemonsets: 'DaemonSet',
    replicasets: 'ReplicaSet',
  },
  'batch/v1': { jobs: 'Job', cronjobs: 'CronJob' },
  'coordination.k8s.io/v1': { leases: 'Lease' },
  'authorization.k8s.io/v1': { selfsubjectrulesreviews: 'SelfSubjectRulesReview' },
} as const;

export interface Scripted {
  readonly url: string;
  close(): Promise<void>;
}

export interface Script {
  /** Objects of a kind, by its name in addresses. */
  readonly objects: Readonly<Record<string, readonly object[]>>;
  /** What it refuses, by method and address, with a Status. */
  refuses(method: string, path: string): object | undefined;
  /** What an apply makes of what was sent. */
  applied(object: object): object;
  /** Under which name it knows who asks. */
  readonly user: string;
}

/** An API server of a test's own: it answers what a script says, so that a test may have it say anything. */
export async function scriptedCluster(script: Script): Promise<Scripted> {
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { status, answer } = answerOf(script, request, body);
    response.writeHead(status, { 'content-type': 'application/json' });
    // A watch lasts, and nothing happens in it.
    if (request.url?.includes('watch=')) response.flushHeaders();
    else response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** The account may do everything: a script refuses what a test wants to see refused. */
const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

function answerOf(script: Script, { method = '', url = '' }: IncomingMessage, body: string) {
  const [path = ''] = url.split('?');
  if (path === '/api' || path === '/apis') return { status: 200, answer: discovery(path) };
  const refusal = script.refuses(method, path) as { code?: number } | undefined;
  if (refusal) return { status: refusal.code ?? 403, answer: { kind: 'Status', apiVersion: 'v1', ...refusal } };
  if (path.endsWith('/selfsubjectreviews'))
    return { status: 201, answer: { kind: 'SelfSubjectReview', status: { userInfo: { username: script.user } } } };
  if (path.endsWith('/selfsubjectrulesreviews'))
    return { status: 201, answer: { kind: 'SelfSubjectRulesReview', status: { resourceRules: [everything] } } };
  if (method !== 'GET') return { status: 200, answer: script.applied(JSON.parse(body)) };
  const [, plural = '', name] = /\/(?:namespaces\/[^/]+\/)?([a-z]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const items = (script.objects[plural] ?? []).map((object) => ({ ...typeOf(plural), ...object }));
  if (name === undefined) return { status: 200, answer: { kind: 'List', metadata: { resourceVersion: '1' }, items } };
  const found = items.find(
    (item) => (item as { metadata?: { name: string } }).metadata?.name === decodeURIComponent(name),
  );
  if (found) return { status: 200, answer: found };
  return { status: 404, answer: { kind: 'Status', code: 404, reason: 'NotFound', message: 'not found' } };
}

/** The `apiVersion` and `kind` that an API server gives each object that it is asked for by name. */
function typeOf(plural: string): object {
  for (const [apiVersion, resources] of Object.entries(kinds)) {
    const kind = (resources as Readonly<Record<string, string>>)[plural];
    if (kind) return { apiVersion, kind };
  }
  return {};
}

function discovery(path: '/api' | '/apis'): object {
  const served = Object.entries(kinds).filter(([apiVersion]) => apiVersion.includes('/') === (path === '/apis'));
  const items = served.map(([apiVersion, resources]) => {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const known = Object.entries(resources).map(([resource, kind]) => ({
      resource,
      responseKind: { kind },
      scope: kind === 'Namespace' ? 'Cluster' : 'Namespaced',
      verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
    }));
    return { metadata: { name: group }, versions: [{ version, resources: known }] };
  });
  return { kind: 'APIGroupDiscoveryList', items };
}
