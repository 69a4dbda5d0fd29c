import type { KubernetesObject } from '../../../assembly/application-assembly';
import { groupOf } from '../../../cluster/discovery';
import { keyOf, refOf } from '../../../cluster/object-ref';
import { rbacGroup } from '../../../release/rights/rules';
import { isNamedByContent, jobBaseName } from './named-by-content';

/** Objects that an application is known to have, by who says so. All of them are where they stand. */
export interface KnownObjects {
  /** The workspace as it is: of an application whose code cannot be run its namespace alone. */
  readonly declared: readonly KubernetesObject[];
  /** What `dist/` has at the commits that the release names. */
  readonly committed: readonly KubernetesObject[];
  /** What stands in the cluster and belongs to the application's set. */
  readonly live: readonly KubernetesObject[];
}

/** Objects to which one of a release may be held: those of its name, or other contents of the same job. */
export function referencesFor(
  object: KubernetesObject,
  { declared, committed, live }: KnownObjects,
): KubernetesObject[] {
  const isSame = isNamedByContent(object) ? isSameJob(object) : isOfName(object);
  return [...declared, ...(givesRights(object) ? [] : committed), ...live].filter(isSame);
}

function isOfName(object: KubernetesObject): (other: KubernetesObject) => boolean {
  const key = keyOf(refOf(object));
  return (other) => keyOf(refOf(other)) === key;
}

function isSameJob(object: KubernetesObject): (other: KubernetesObject) => boolean {
  const stem = jobBaseName(object);
  const [group, namespace] = [groupOf(object.apiVersion), object.metadata.namespace];
  return (other) =>
    isNamedByContent(other) &&
    jobBaseName(other) === stem &&
    groupOf(other.apiVersion) === group &&
    other.metadata.namespace === namespace;
}

/**
 * Whether an object is about who may do what, or stands above all applications. An old commit is no reason to have it:
 * whoever may change the record may name any commit, and the workspace may have given the right up since.
 */
function givesRights({ apiVersion, kind, metadata }: KubernetesObject): boolean {
  return groupOf(apiVersion) === rbacGroup || kind === 'ServiceAccount' || metadata.namespace === undefined;
}
