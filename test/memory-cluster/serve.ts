import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { Cluster, ListOptions, LiveObject, ObjectRef, Resource } from '../../src/cluster/cluster';
import { ApiFailure } from '../../src/cluster/http/api-failure';
import { apiVersionOf } from '../../src/kubernetes/api-version';
import { memoryCluster } from './memory-cluster';
import { builtinKinds } from './resources';
import { settledStatus } from './settle';

/** A cluster in memory that processes can reach. */
export interface ServedCluster {
  readonly url: string;
  /** The way of a client in this process to the same objects. */
  readonly client: Cluster;
  /** A kubeconfig in which each of these contexts means this cluster. */
  kubeconfig(...contexts: readonly string[]): string;
}

const kinds = builtinKinds();
const running: Server[] = [];

afterAll(() => {
  for (const server of running.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/**
 * Serves a cluster in memory over HTTP until the end of the tests of the file. What is written is ready at once, as if
 * controllers had done their work.
 *
 * @param namespaces that are there from the beginning
 */
export async function serveCluster(...namespaces: readonly string[]): Promise<ServedCluster> {
  const memory = memoryCluster();
  const [towpath, client] = [memory.as(), memory.as('kubectl-create')];
  const controllers = memory.as('kube-controller-manager');
  for (const name of namespaces) await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const server = createServer(async (request, response) => {
    try {
      await answer(towpath, controllers, request, response);
    } catch (error) {
      sayFailure(response, error);
    }
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, client, kubeconfig: (...contexts) => kubeconfigOf(new Map(contexts.map((name) => [name, url]))) };
}

/** A kubeconfig with a context for each of these addresses. The first one is the current context. */
export function kubeconfigOf(servers: ReadonlyMap<string, string>): string {
  const names = [...servers.keys()];
  return JSON.stringify({
    'current-context': names[0],
    clusters: names.map((name) => ({ name, cluster: { server: servers.get(name) } })),
    users: [{ name: 'ada', user: {} }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'ada' } })),
  });
}

async function answer(
  cluster: Cluster,
  controllers: Cluster,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '' } = request;
  const { pathname, searchParams } = new URL(url, 'http://cluster');
  const body = await textOf(request);
  if (pathname === '/api' || pathname === '/apis') return send(response, 200, discovery(pathname));
  if (pathname.endsWith('/selfsubjectreviews')) {
    const status = { userInfo: { username: 'ada' } };
    return send(response, 201, { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', status });
  }
  const { resource, ref } = placeOf(pathname);
  const dryRun = searchParams.has('dryRun');
  if (method === 'GET' && ref.name === undefined)
    return answerList(cluster, resource, ref.namespace, searchParams, request, response);
  if (method === 'GET') {
    const found = await cluster.get(ref as ObjectRef);
    if (!found) throw new ApiFailure('', '', notFound(resource, ref.name));
    return send(response, 200, found);
  }
  const written = await write(cluster, method, ref as ObjectRef, body, {
    contentType: request.headers['content-type'] ?? '',
    force: searchParams.get('force') === 'true',
    dryRun,
  });
  if (written && !dryRun) await settle(controllers, written);
  send(response, method === 'POST' ? 201 : 200, written ?? { kind: 'Status', apiVersion: 'v1', status: 'Success' });
}

interface WriteOptions {
  readonly contentType: string;
  readonly force: boolean;
  readonly dryRun: boolean;
}

async function write(
  cluster: Cluster,
  method: string,
  ref: ObjectRef,
  body: string,
  { contentType, force, dryRun }: WriteOptions,
): Promise<LiveObject | undefined> {
  const said = JSON.parse(body);
  if (method === 'POST') return cluster.create(said);
  if (method === 'PUT') return cluster.replace(said, { dryRun });
  if (method === 'PATCH' && contentType.includes('apply')) return cluster.apply(said, { force, dryRun });
  if (method === 'PATCH') return cluster.patch(ref, said, { dryRun });
  const found = await cluster.get(ref);
  if (found) await cluster.remove({ ...found, metadata: { ...found.metadata, uid: said.preconditions.uid } });
  return undefined;
}

/** What controllers write into the status. */
async function settle(controllers: Cluster, written: LiveObject): Promise<void> {
  const status = settledStatus(written);
  if (!status) return;
  const { apiVersion, kind, metadata } = written;
  const now = await controllers.get({ apiVersion, kind, namespace: metadata.namespace, name: metadata.name });
  if (now) await controllers.replace({ ...now, status } as LiveObject);
}

async function answerList(
  cluster: Cluster,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [labelSelector, fieldSelector] = [query.get('labelSelector'), query.get('fieldSelector')];
  const options: ListOptions = {
    namespace,
    ...(labelSelector !== null && { labelSelector }),
    ...(fieldSelector !== null && { fieldSelector }),
  };
  if (!query.has('watch')) {
    const { items, resourceVersion } = await cluster.list(resource, options);
    return send(response, 200, { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion }, items });
  }
  const end = new AbortController();
  response.on('close', () => end.abort());
  request.on('close', () => response.destroyed && end.abort());
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  for await (const event of cluster.watch(resource, options, end.signal)) response.write(`${JSON.stringify(event)}\n`);
}

/** The kind of an address, and the object that it names. */
function placeOf(pathname: string): { resource: Resource; ref: Partial<ObjectRef> & { namespace?: string } } {
  const found = /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
    pathname,
  );
  const [group = '', version = '', namespace, plural = '', name] =
    found?.slice(1).map((part) => part && decodeURIComponent(part)) ?? [];
  const resource = kinds.find((one) => one.group === group && one.version === version && one.plural === plural);
  if (!resource) throw new ApiFailure('', '', notFound({ plural: pathname }, ''));
  const { kind } = resource;
  return {
    resource,
    ref: { apiVersion: apiVersionOf(group, version), kind, ...(namespace && { namespace }), ...(name && { name }) },
  };
}

function notFound({ plural }: Pick<Resource, 'plural'>, name = '') {
  return { code: 404, reason: 'NotFound', message: `${plural} "${name}" not found`, causes: [] };
}

function send(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sayFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const known = error instanceof ApiFailure;
  const { code, reason, message, causes } = known
    ? error.status
    : { code: 500, reason: 'InternalError', message: String(error), causes: [] };
  send(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message,
    details: { causes },
  });
}

/** Each kind is a group of its own: clients take them together by name. */
function discovery(path: '/api' | '/apis'): object {
  const shown = kinds.filter(({ group }) => (group === '') === (path === '/api'));
  const items = shown.map(({ group, version, plural, kind, namespaced, verbs }) => {
    const scope = namespaced ? 'Namespaced' : 'Cluster';
    const resources = [{ resource: plural, responseKind: { kind }, scope, verbs }];
    return { metadata: { name: group }, versions: [{ version, resources }] };
  });
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}
