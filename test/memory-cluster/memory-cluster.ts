import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { type Cluster, fieldManager, type LiveObject, type ObjectRef } from '../../src/cluster/cluster';
import { unknownKind } from '../../src/cluster/connect';
import { refOf } from '../../src/cluster/object-ref';
import { copy } from './copy';
import { patched } from './json-patch';
import { refuse } from './refuse';
import { builtinResources } from './resources';
import { reviewOf } from './reviews';
import { Store } from './store';
import { watchStore } from './watch';
import { applied, updated } from './write';

/** An API server that keeps its objects in memory. */
export interface MemoryCluster {
  /** The way of a client to it. @param manager under which it writes. @default towpath's */
  as(manager?: string): Cluster;
  /** Another cluster with the same objects. What is written later is in one of them only. */
  copy(): MemoryCluster;
}

/**
 * A cluster for tests that need no real one: uids, resource versions, preconditions, server-side apply with owners of
 * fields, conflicts, dry runs, lists and watches. It refuses both halves of a one-of, and admits everything else. It
 * fills in no defaults, has no controllers, and lets everybody do all: what depends on these is tested on a real
 * server. The scenarios run on both, so that this one answers as a real one does.
 */
export function memoryCluster(): MemoryCluster {
  return clusterOf(new Store());
}

function clusterOf(store: Store): MemoryCluster {
  const known = builtinResources();

  function resourceOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>) {
    const resource = known.find(apiVersion, kind);
    if (!resource) throw unknownKind(apiVersion, kind);
    return resource;
  }

  /** The object in its namespace, which has to be there. */
  function placed<T extends KubernetesObject>(object: T): T {
    const { namespaced } = resourceOf(object);
    const { namespace = 'default', ...metadata } = object.metadata;
    if (!namespaced) return { ...object, metadata };
    if (!store.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace }))
      throw refuse(404, 'NotFound', `namespaces "${namespace}" not found`);
    return { ...object, metadata: { ...metadata, namespace } };
  }

  function mustGet(ref: ObjectRef): LiveObject {
    const found = store.get(ref);
    if (!found) throw refuse(404, 'NotFound', `${resourceOf(ref).plural} "${ref.name}" not found`);
    return found;
  }

  const as = (manager = fieldManager): Cluster => ({
    context: 'loopback',
    server: 'https://memory.test',
    namespace: 'default',
    resources: async () => known,
    get: async (ref) => copy(store.get(ref)),
    list: async (resource, options = {}) => ({
      items: copy(store.list(resource, options)),
      resourceVersion: store.version,
    }),

    async apply(object, { dryRun = false, force = false } = {}) {
      const meant = placed(object);
      const live = store.get(refOf(meant as LiveObject));
      return copy(store.save(meant, applied(live, meant, manager, force), !dryRun));
    },

    async create(object) {
      const review = reviewOf(object);
      if (review) return review;
      const meant = placed(object);
      if (store.get(refOf(meant as LiveObject)))
        throw refuse(409, 'AlreadyExists', `${resourceOf(meant).plural} "${meant.metadata.name}" already exists`);
      return copy(store.save(meant, updated(undefined, meant, manager), true));
    },

    async replace(object, { dryRun = false } = {}) {
      const live = mustGet(refOf(placed(object)));
      assertUnchanged(live, object);
      return copy(store.save(object, updated(live, object, manager), !dryRun));
    },

    async patch(ref, patch, { dryRun = false } = {}) {
      const live = mustGet(ref);
      const object = patched(live, patch);
      assertUnchanged(live, object);
      return copy(store.save(object, updated(live, object, manager), !dryRun));
    },

    async remove(object) {
      const live = store.get(refOf(object));
      if (!live) return;
      if (live.metadata.uid !== object.metadata.uid)
        throw refuse(409, 'Conflict', `the UID in the precondition (${object.metadata.uid}) does not match`);
      store.delete(live);
    },

    watch: (resource, options, signal, listed) => watchStore(store, resource, options, signal, listed),
    logs: async () => '',
    user: async () => manager,
    warnings: () => [],
    close: async () => {},
  });
  return { as, copy: () => clusterOf(new Store(store)) };
}

/** Whoever names a version or a uid means the object as it was read. */
function assertUnchanged({ metadata: now }: LiveObject, { kind, metadata: { name, ...said } }: LiveObject): void {
  const isSame = (key: 'uid' | 'resourceVersion') => !said[key] || said[key] === now[key];
  if (isSame('uid') && isSame('resourceVersion')) return;
  throw refuse(409, 'Conflict', `${kind} "${name}": the object has been modified`);
}
