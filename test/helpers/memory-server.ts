import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { Cluster, LiveObject, Resource, Resources } from '../../src/cluster/cluster';
import { isApiFailure } from '../../src/cluster/http/api-failure';
import { isMap } from '../../src/data/merge';
import { apiVersionOf } from '../../src/kubernetes/api-version';
import { memoryCluster } from '../memory-cluster/memory-cluster';
import { builtinResources } from '../memory-cluster/resources';
import type { Store } from '../memory-cluster/store';

/** One request to a server, without the query in its path. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The JSON that was sent; undefined if there was none. */
  readonly body: unknown;
}

/** An answer that does not last. */
export interface Answer {
  readonly code: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a test makes of an answer. It may also write to the response by itself, and then returns nothing. */
export type Change = (seen: Seen, answer: Answer, response: ServerResponse) => Answer | undefined;

export interface MemoryServer {
  /** The address of one cluster. Requests to it are answered from its store, and changed. */
  add(store: Store, change?: Change): string;
  close(): Promise<void>;
}

/** Serves clusters in memory over HTTP, each below a path of its own. */
export async function memoryServer(): Promise<MemoryServer> {
  const clusters: ((request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>)[] = [];
  const server = createServer((request, response) => {
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
    void clusters[Number(index)]?.(request, response, new URL(path, 'http://memory.test'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    add(store, change = (_, answer) => answer) {
      clusters.push((request, response, url) => serve(store, change, request, response, url));
      return `http://127.0.0.1:${port}/${clusters.length - 1}`;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function serve(
  store: Store,
  change: Change,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
): Promise<void> {
  const sent = await textOf(request);
  const seen = {
    method: request.method ?? '',
    path: pathname,
    query: searchParams,
    body: sent === '' ? undefined : JSON.parse(sent),
  };
  const cluster = memoryCluster(store).as(searchParams.get('fieldManager') ?? undefined);
  if (searchParams.get('watch')) return watch(cluster, seen, change, response);
  const answer = change(seen, await answerOf(cluster, seen), response);
  if (answer) response.writeHead(answer.code, answer.headers).end(answer.body);
}

async function watch(cluster: Cluster, seen: Seen, change: Change, response: ServerResponse): Promise<void> {
  const target = targetOf(await cluster.resources(), seen.path);
  if (!target) return void response.writeHead(404).end();
  const ended = new AbortController();
  response.on('close', () => ended.abort());
  response.flushHeaders();
  for await (const event of cluster.watch(target.resource, optionsOf(seen, target.namespace), ended.signal)) {
    const answer = change(seen, { code: 200, body: JSON.stringify(event, withStatus) }, response);
    if (answer) response.write(`${answer.body}\n`);
  }
}

async function answerOf(cluster: Cluster, seen: Seen): Promise<Answer> {
  try {
    return { code: 200, body: JSON.stringify(await objectFor(cluster, seen), withStatus) };
  } catch (error) {
    if (!isApiFailure(error)) return { code: 500, body: JSON.stringify({ kind: 'Status', message: String(error) }) };
    const { code, reason, message, causes } = error.status;
    return {
      code,
      body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', code, reason, message, details: { causes } }),
    };
  }
}

/** Deployments are ready at once, because no controller works here. */
function withStatus(_: string, value: unknown): unknown {
  if (!isMap(value) || value.kind !== 'Deployment') return value;
  const counts = { replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 };
  const conditions = [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'it runs' }];
  const metadata = { ...(value.metadata as object), generation: 1 };
  return { ...value, metadata, status: { observedGeneration: 1, ...counts, conditions } };
}

async function objectFor(cluster: Cluster, { method, path, query, body }: Seen): Promise<unknown> {
  if (path === '/api' || path === '/apis') return discovery(path === '/api');
  const sent = body as never;
  if (path.endsWith('/selfsubjectreviews'))
    return { kind: 'SelfSubjectReview', apiVersion: 'v1', status: { userInfo: { username: 'tester' } } };
  const target = targetOf(await cluster.resources(), path);
  if (!target) return { kind: 'Status', code: 404 };
  const { resource, namespace, name } = target;
  const { group, version, kind } = resource;
  const ref = { apiVersion: apiVersionOf(group, version), kind, namespace, name: name ?? '' };
  const options = { dryRun: query.has('dryRun'), force: query.get('force') === 'true' };
  if (method === 'POST') return cluster.create(sent);
  if (method === 'PUT') return cluster.replace(sent, options);
  if (method === 'PATCH') return Array.isArray(body) ? cluster.patch(ref, body, options) : cluster.apply(sent, options);
  if (name === undefined)
    return {
      kind: `${kind}List`,
      apiVersion: ref.apiVersion,
      ...listed(await cluster.list(resource, optionsOf({ query }, namespace))),
    };
  const live = await cluster.get(ref);
  if (!live)
    return (await cluster.replace({ ...ref, metadata: { name, namespace } } as unknown as LiveObject)) as never;
  if (method === 'DELETE') {
    await cluster.remove(live);
    return { kind: 'Status', status: 'Success' };
  }
  return live;
}

function listed({ items, resourceVersion }: Awaited<ReturnType<Cluster['list']>>): object {
  return { metadata: { resourceVersion }, items };
}

function optionsOf({ query }: Pick<Seen, 'query'>, namespace: string | undefined) {
  return {
    namespace,
    ...(query.has('labelSelector') && { labelSelector: query.get('labelSelector') as string }),
    ...(query.has('fieldSelector') && { fieldSelector: query.get('fieldSelector') as string }),
  };
}

interface Target {
  readonly resource: Resource;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** What a path names: `/apis/apps/v1/namespaces/a/deployments/b`. */
function targetOf(known: Resources, path: string): Target | undefined {
  const [, group = '', version = '', rest = ''] = /^\/(?:api|apis\/([^/]+))\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const parts = rest.split('/').map(decodeURIComponent);
  const isInside = parts[0] === 'namespaces' && parts.length > 2;
  const [plural, name] = isInside ? parts.slice(2) : parts;
  const resource = served(known).find((one) => one.group === group && one.version === version && one.plural === plural);
  return resource && { resource, name, namespace: isInside ? parts[1] : undefined };
}

/** The kinds that towpath reads or writes for the applications of tests. */
const kinds = [
  ...['v1 Pod', 'v1 Service', 'v1 ConfigMap', 'v1 Secret', 'v1 Namespace', 'v1 Event', 'v1 ServiceAccount'],
  ...['apps/v1 Deployment', 'apps/v1 ReplicaSet', 'batch/v1 Job', 'batch/v1 CronJob', 'coordination.k8s.io/v1 Lease'],
  ...[
    'authorization.k8s.io/v1 SelfSubjectRulesReview',
    'v1 PersistentVolumeClaim',
    'apps/v1 StatefulSet',
    'apps/v1 DaemonSet',
  ],
];

function served(known: Resources): Resource[] {
  return kinds.flatMap((kind) => known.find(...(kind.split(' ') as [string, string])) ?? []);
}

function discovery(isCore: boolean): object {
  const all = served(builtinResources()).filter(({ group }) => (group === '') === isCore);
  const items = [...new Set(all.map(({ group }) => group))].map((name) => {
    const resources = all.filter(({ group }) => group === name);
    const known = resources.map(({ plural, kind, namespaced, verbs }) => {
      return { resource: plural, responseKind: { kind }, scope: namespaced ? 'Namespaced' : 'Cluster', verbs };
    });
    return { metadata: { name }, versions: [{ version: resources[0]?.version, resources: known }] };
  });
  return { kind: 'APIGroupDiscoveryList', items };
}
