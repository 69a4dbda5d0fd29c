import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject, Resource } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import { groupKindOf } from '../../kubernetes/api-version';
import { groupKindsAnnotation, partOfSet } from '../../kubernetes/apply-set';
import { workspaceAnnotation } from '../../kubernetes/labels';
import type { DesiredObject } from '../desired';
import { isInvalidRecord } from '../store/checked-record';
import { type InstanceRef, parentRef, setId } from '../store/instance';
import { readReleasedObjects, readReleases } from '../store/record';
import type { Release } from '../store/release';

/** The live state of an application before a deploy. */
export interface LiveState {
  /** Whether the namespace exists. It is taken to exist if the account may not read it. */
  readonly hasNamespace: boolean;
  readonly parent: LiveObject | undefined;
  /**
   * The workspace that deployed the application. Empty if that workspace had no name; undefined if nothing was deployed,
   * or only by an earlier version of towpath.
   */
  readonly workspace: string | undefined;
  /** The releases, newest first. */
  readonly releases: readonly Release[];
  /**
   * The objects of the newest release. They are read only if a part of them must stay, or if the release was not
   * finished.
   */
  readonly released: readonly DesiredObject[];
  /** Live objects by `keyOf`: those of the application's set, and those that have the names of declared objects. */
  readonly objects: ReadonlyMap<string, LiveObject>;
}

/** @param kinds kinds to look for beside those that the parent of the set names, such as `Deployment.apps` */
export async function readLiveState(
  cluster: Cluster,
  instanceRef: InstanceRef,
  desired: readonly KubernetesObject[],
  needsReleased: boolean,
  kinds: readonly string[] = [],
): Promise<LiveState> {
  const hasNamespace = await namespaceIsThere(cluster, instanceRef.namespace);
  if (!hasNamespace) {
    const objects = await readObjects(
      cluster,
      instanceRef,
      desired.filter(({ metadata }) => !metadata.namespace),
      [],
    );
    return { hasNamespace, parent: undefined, workspace: undefined, releases: [], released: [], objects };
  }
  const [parent, releases] = await Promise.all([
    cluster.get(parentRef(instanceRef)),
    readReleases(cluster, instanceRef),
  ]);
  const [newest] = releases;
  const [released = [], objects] = await Promise.all([
    newest && readReleased(cluster, instanceRef, newest, needsReleased),
    readObjects(cluster, instanceRef, desired, [...groupKindsOf(parent), ...kinds]),
  ]);
  const workspace = parent?.metadata.annotations?.[workspaceAnnotation] ?? newest?.workspace;
  return { hasNamespace, parent, workspace, releases, released, objects };
}

/**
 * Reads the objects of the newest release if they are needed. A deploy of the whole application does not need them: a
 * record that somebody changed must not stop it.
 */
async function readReleased(
  cluster: Cluster,
  instanceRef: InstanceRef,
  { revision, state }: Release,
  isNeeded: boolean,
): Promise<DesiredObject[] | undefined> {
  if (!isNeeded && state === 'deployed') return undefined;
  try {
    return await readReleasedObjects(cluster, instanceRef, revision);
  } catch (error) {
    if (isNeeded || !isInvalidRecord(error)) throw error;
    return undefined;
  }
}

async function namespaceIsThere(cluster: Cluster, name: string): Promise<boolean> {
  try {
    return (await cluster.get({ apiVersion: 'v1', kind: 'Namespace', name })) !== undefined;
  } catch (error) {
    if (isApiFailure(error, 403)) return true;
    throw error;
  }
}

export function groupKindsOf(parent: LiveObject | undefined): string[] {
  return parent?.metadata.annotations?.[groupKindsAnnotation]?.split(',').filter((entry) => entry !== '') ?? [];
}

/** One list for each kind finds the objects of the set. Objects that are not in the set yet are read by name. */
async function readObjects(
  cluster: Cluster,
  instanceRef: InstanceRef,
  desired: readonly KubernetesObject[],
  earlier: readonly string[],
): Promise<Map<string, LiveObject>> {
  const resources = await cluster.resources();
  const kinds = new Map<string, Resource>();
  for (const entry of earlier) {
    const [kind = '', ...group] = entry.split('.');
    const resource = resources.preferred(group.join('.'), kind);
    if (resource) kinds.set(entry, resource);
  }
  // Objects are compared in the version that is declared.
  for (const object of desired) {
    const resource = resources.find(object.apiVersion, object.kind);
    if (resource && kinds.has(groupKindOf(object))) kinds.set(groupKindOf(object), resource);
  }
  const members = await Promise.all(
    [...kinds.values()]
      .filter(({ namespaced, verbs }) => namespaced && verbs.includes('list'))
      .map((resource) =>
        cluster.list(resource, {
          namespace: instanceRef.namespace,
          labelSelector: `${partOfSet}=${setId(instanceRef)}`,
        }),
      ),
  );
  const found = new Map(members.flatMap(({ items }) => items).map((item) => [keyOf(refOf(item)), item]));
  const others = desired.map(refOf).filter((ref) => !found.has(keyOf(ref)));
  const named = await Promise.all(others.map((ref) => cluster.get(ref)));
  for (const object of named) if (object) found.set(keyOf(refOf(object)), object);
  return found;
}
