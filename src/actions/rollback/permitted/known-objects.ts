import type { KubernetesObject } from '../../../assembly/application-assembly';
import { keyOf, refOf } from '../../../cluster/object-ref';
import { rbacGroup } from '../../../kubernetes/api-groups';
import { groupOf } from '../../../kubernetes/api-version';
import { isNamedByContent, jobBaseName } from './named-by-content';

/** The objects that an application is known to have, by source. Each has its namespace. */
export interface KnownObjects {
  /** The objects that the workspace declares now. Only the Namespace of an application whose code throws. */
  readonly declared: readonly KubernetesObject[];
  /** The `dist/` of the commits that the release names. */
  readonly committed: readonly KubernetesObject[];
  /** The live objects of the application's set. */
  readonly live: readonly KubernetesObject[];
}

/**
 * The known objects that an object of a release is compared with: those of its name, or other versions of the same job.
 */
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
 * Whether an object grants rights or is cluster-scoped. An old commit is not enough to restore it: anybody who can
 * change the record can name any commit, and the workspace may have dropped the right since.
 */
function givesRights({ apiVersion, kind, metadata }: KubernetesObject): boolean {
  return groupOf(apiVersion) === rbacGroup || kind === 'ServiceAccount' || metadata.namespace === undefined;
}
