import { valueAt } from '../data/merge';
import { issueError, type TowpathError } from '../diagnostics';
import {
  type ApplyOptions,
  type Cluster,
  fieldManager,
  type ListOptions,
  type ObjectRef,
  type Resource,
  type Resources,
} from './cluster';
import { discover, pathOf } from './discovery';
import { isApiFailure } from './http/api-failure';
import { anyAnswer } from './http/read';
import { send } from './http/send';
import { type Ask, Transport } from './http/transport';
import { readKubeconfig } from './kubeconfig/read';
import { type ClusterClaim, type SelectedCluster, selectCluster } from './kubeconfig/select';
import { listAll } from './list';
import { refOf } from './object-ref';
import { createdIn, objectIn } from './objects';
import { ServerWarnings } from './server-warnings';
import { watchFrom } from './watch';

export interface ConnectOptions {
  /** Path of a kubeconfig. @default the kubeconfig that kubectl would use */
  readonly kubeconfig?: string | undefined;
  /** Name of a context. @default the environment's context, else the current one */
  readonly context?: string | undefined;
}

/**
 * Prepares the connection to the cluster that an environment names. It sends nothing.
 *
 * @throws TowpathError if the kubeconfig has no context for that cluster
 */
export function connect(claim: ClusterClaim | null | undefined, { kubeconfig, context }: ConnectOptions = {}): Cluster {
  return clusterAt(selectCluster(readKubeconfig(kubeconfig), claim, context));
}

function clusterAt(target: SelectedCluster): Cluster {
  const transport = new Transport(target);
  const warnings = new ServerWarnings();
  const ask: Ask = (request, read) => send(transport, request, read, warnings);
  let known: Promise<Resources> | undefined;
  const resources = (anew = false): Promise<Resources> => {
    if (known && !anew) return known;
    const found = discover(ask);
    known = found;
    // Kinds that could not be read are read again when they are needed next.
    found.catch(() => {
      if (known === found) known = undefined;
    });
    return found;
  };
  const served = async ({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): Promise<Resource> => {
    const found = (await resources()).find(apiVersion, kind) ?? (await resources(true)).find(apiVersion, kind);
    if (!found) throw unknownKind(apiVersion, kind);
    return found;
  };
  const pathTo = async ({ apiVersion, kind, namespace, name }: ObjectRef, query: Record<string, string> = {}) => {
    const path = pathOf(await served({ apiVersion, kind }), namespace ?? defaultNamespace, name);
    const search = new URLSearchParams(query).toString();
    return search === '' ? path : `${path}?${search}`;
  };
  const defaultNamespace = target.namespace ?? 'default';

  return {
    context: target.context,
    server: target.cluster.server,
    namespace: defaultNamespace,
    resources,

    async get(ref) {
      if (!(await resources()).find(ref.apiVersion, ref.kind)) return undefined;
      try {
        return await ask({ method: 'GET', path: await pathTo(ref) }, objectIn);
      } catch (error) {
        if (isApiFailure(error, 404)) return undefined;
        throw error;
      }
    },

    list: (resource, options) => listAll(ask, resource, options),

    async apply(object, { dryRun = false, force = false }: ApplyOptions = {}) {
      const query = { fieldManager, force: String(force), ...(dryRun && { dryRun: 'All' }) };
      const path = await pathTo(refOf(object), { ...query, fieldValidation: 'Strict' });
      const contentType = 'application/apply-patch+yaml';
      return ask({ method: 'PATCH', path, body: object, contentType, about: object }, objectIn);
    },

    async create(object) {
      const { name: _, ...collection } = refOf(object);
      const path = pathOf(await served(object), collection.namespace ?? defaultNamespace);
      return ask(
        { method: 'POST', path: `${path}?fieldManager=${fieldManager}`, body: object, about: object },
        createdIn,
      );
    },

    async replace(object, { dryRun = false } = {}) {
      const path = await pathTo(refOf(object), { fieldManager, ...(dryRun && { dryRun: 'All' }) });
      return ask({ method: 'PUT', path, body: object, about: object }, objectIn);
    },

    async patch(ref, patch, { dryRun = false } = {}) {
      const path = await pathTo(ref, { fieldManager, ...(dryRun && { dryRun: 'All' }) });
      const about = { kind: ref.kind, metadata: { name: ref.name } };
      return ask({ method: 'PATCH', path, body: patch, contentType: 'application/json-patch+json', about }, objectIn);
    },

    async remove(object) {
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid: object.metadata.uid },
      };
      try {
        await ask({ method: 'DELETE', path: await pathTo(refOf(object)), body, about: object }, anyAnswer);
      } catch (error) {
        if (!isApiFailure(error, 404)) throw error;
      }
    },

    watch: (resource, options: ListOptions, signal, listed) =>
      watchFrom(transport, ask, resource, options, signal, listed),

    async logs({ namespace, name }, { container, previous = false, tailLines, limitBytes, signal }) {
      const limits = { tailLines: String(tailLines), limitBytes: String(limitBytes) };
      const query = new URLSearchParams({ container, ...limits, ...(previous && { previous: 'true' }) });
      const path = `${await pathTo({ apiVersion: 'v1', kind: 'Pod', namespace, name })}/log?${query}`;
      return ask({ method: 'GET', path, accept: '*/*', isText: true, signal }, String);
    },

    async user() {
      const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
      return ask({ method: 'POST', path, body }, userIn);
    },

    warnings: () => warnings.issues(),

    close: () => transport.close(),
  };
}

function userIn(review: unknown): string {
  const name = valueAt(review, ['status', 'userInfo', 'username']);
  if (typeof name !== 'string') throw new SyntaxError('a SelfSubjectReview without a user name');
  return name;
}

/** The error about a kind that the server does not serve. */
export function unknownKind(apiVersion: string, kind: string): TowpathError {
  const message = `the cluster does not serve the kind \`${kind}\` of \`${apiVersion}\``;
  const hint = 'apply its CustomResourceDefinition first, or declare it in the same application';
  return issueError('kind-not-in-cluster', message, { hint });
}
