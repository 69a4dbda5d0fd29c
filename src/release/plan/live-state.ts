import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import { groupKindOf } from '../../kubernetes/api-version';
import { partOfSet } from '../../kubernetes/apply-set';
import { workspaceAnnotation } from '../../kubernetes/labels';
import type { DesiredObject } from '../desired';
import { isInvalidRecord } from '../store/checked-record';
import { type InstanceRef, leaseRef, parentRef, setId } from '../store/instance';
import { readReleasedObjects, readReleases } from '../store/record';
import type { Release } from '../store/release';
import { findMembers } from './lost-set';
import { type MemberKind, memberKindOf, memberKindsIn } from './member-kinds';

/** The live state of an application before a deploy. */
export interface LiveState {
  /** Whether the namespace exists. It is taken to exist if the account may not read it. */
  readonly hasNamespace: boolean;
  /** The ConfigMap that names the kinds of the application's set, and is the parent of the set. */
  readonly parent: LiveObject | undefined;
  /** Whether the parent of the set and a release exist, which every deploy leaves. */
  readonly isRecorded: boolean;
  /** The kinds of the objects that earlier deploys left, by namespace. */
  readonly memberKinds: readonly MemberKind[];
  /**
   * The workspace that deployed the application. Empty if that workspace had no name; undefined if nothing was deployed,
   * or only by an earlier version of towpath.
   */
  readonly workspace: string | undefined;
  /** The releases, newest first. */
  readonly releases: readonly Release[];
  /**
   * The objects of the newest release. They are read only if a part of them must stay, if the release was not finished,
   * or if the parent of the set is lost.
   */
  readonly released: readonly DesiredObject[];
  /** Live objects by `keyOf`: those of the application's set, and those that have the names of declared objects. */
  readonly objects: ReadonlyMap<string, LiveObject>;
}

/** @param otherKinds kinds to look for beside those that the parent of the set names, such as `Deployment.apps` */
export async function readLiveState(
  cluster: Cluster,
  instanceRef: InstanceRef,
  desired: readonly KubernetesObject[],
  needsReleased: boolean,
  otherKinds: readonly string[] = [],
): Promise<LiveState> {
  const { namespace } = instanceRef;
  const hasNamespace = await namespaceIsThere(cluster, namespace);
  if (!hasNamespace) {
    const placed = desired.filter(({ metadata }) => !metadata.namespace);
    const objects = await readObjects(cluster, instanceRef, placed, []);
    return { ...nothing, hasNamespace, objects };
  }
  const [parent, releases] = await Promise.all([
    cluster.get(parentRef(instanceRef)),
    readReleases(cluster, instanceRef),
  ]);
  const [newest] = releases;
  const kinds = memberKindsIn(parent, namespace);
  const [released = [], objects, lease] = await Promise.all([
    newest && readReleased(cluster, instanceRef, newest, needsReleased, parent === undefined),
    readObjects(cluster, instanceRef, desired, [
      ...kinds,
      ...otherKinds.map((groupKind) => ({ namespace, groupKind })),
    ]),
    (parent ?? newest) ? undefined : readLease(cluster, instanceRef),
  ]);
  const markOf = (object: LiveObject | undefined) => object?.metadata.annotations?.[workspaceAnnotation];
  const workspace = markOf(parent) ?? newest?.workspace ?? markOf(lease);
  const state = {
    hasNamespace,
    parent,
    workspace,
    releases,
    released,
    isRecorded: parent !== undefined && newest !== undefined,
  };
  const set = setId(instanceRef);
  const isLabelled = ({ metadata }: LiveObject) => metadata.labels?.[partOfSet] === set;
  const isLost = parent === undefined && (newest ?? lease ?? [...objects.values()].find(isLabelled)) !== undefined;
  if (!isLost) return { ...state, memberKinds: kinds, objects };
  const places = [...desired, ...released.map(({ manifest }) => manifest)].flatMap(
    ({ metadata }) => metadata.namespace ?? [],
  );
  const members = await findMembers(cluster, set, [...new Set([namespace, ...places])]);
  const found = members.map((member): [string, LiveObject] => [keyOf(refOf(member)), member]);
  return { ...state, memberKinds: members.map(memberKindOf), objects: new Map([...found, ...objects]) };
}

const nothing: LiveState = {
  hasNamespace: false,
  parent: undefined,
  isRecorded: false,
  workspace: undefined,
  memberKinds: [],
  releases: [],
  released: [],
  objects: new Map(),
};

/** The lease of an instance. It is the last trace of a set whose ConfigMaps were deleted. */
async function readLease(cluster: Cluster, instanceRef: InstanceRef): Promise<LiveObject | undefined> {
  try {
    return await cluster.get(leaseRef(instanceRef));
  } catch (error) {
    if (isApiFailure(error, 403)) return undefined;
    throw error;
  }
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
  isUseful: boolean,
): Promise<DesiredObject[] | undefined> {
  if (!isNeeded && !isUseful && state === 'deployed') return undefined;
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

/** One list for each kind finds the objects of the set. Objects that are not in the set yet are read by name. */
async function readObjects(
  cluster: Cluster,
  instanceRef: InstanceRef,
  desired: readonly KubernetesObject[],
  earlier: readonly MemberKind[],
): Promise<Map<string, LiveObject>> {
  const resources = await cluster.resources();
  // Objects are compared in the version that is declared.
  const declared = new Map(
    desired.map((object) => [groupKindOf(object), resources.find(object.apiVersion, object.kind)]),
  );
  const labelSelector = `${partOfSet}=${setId(instanceRef)}`;
  const members = await Promise.all(
    earlier.flatMap(({ namespace, groupKind }) => {
      const [kind = '', ...group] = groupKind.split('.');
      const resource = declared.get(groupKind) ?? resources.preferred(group.join('.'), kind);
      if (!resource?.namespaced || !resource.verbs.includes('list')) return [];
      return [cluster.list(resource, { namespace, labelSelector })];
    }),
  );
  const found = new Map(members.flatMap(({ items }) => items).map((item) => [keyOf(refOf(item)), item]));
  const others = desired.map(refOf).filter((ref) => !found.has(keyOf(ref)));
  const named = await Promise.all(others.map((ref) => cluster.get(ref)));
  for (const object of named) if (object) found.set(keyOf(refOf(object)), object);
  return found;
}
