import type { LiveObject } from '../../cluster/cluster';
import { groupKindOf } from '../../kubernetes/api-version';
import { groupKindsAnnotation, kindsByNamespaceAnnotation } from '../../kubernetes/apply-set';
import { dnsLabel } from '../../model/formats';

/** A kind of the objects of a set, in one namespace. */
export interface MemberKind {
  /** Absent for a cluster-scoped kind. */
  readonly namespace?: string | undefined;
  /** Such as `Deployment.apps` or `Service`. */
  readonly groupKind: string;
}

/** The kind and namespace of an object. */
export function memberKindOf({
  apiVersion,
  kind,
  metadata: { namespace },
}: Pick<LiveObject, 'apiVersion' | 'kind'> & {
  readonly metadata: { readonly namespace?: string | undefined };
}): MemberKind {
  return { namespace, groupKind: groupKindOf({ apiVersion, kind }) };
}

/**
 * The kinds that the parent of a set names, by namespace. A set without objects in other namespaces names only kinds,
 * as the parents of earlier versions do. Entries that towpath does not write are left out.
 *
 * @param home the namespace of the application
 */
export function memberKindsIn(parent: LiveObject | undefined, home: string): MemberKind[] {
  const { annotations = {} } = parent?.metadata ?? {};
  const entries = (name: string) => annotations[name]?.split(',').filter((entry) => entry !== '') ?? [];
  if (annotations[kindsByNamespaceAnnotation] === undefined)
    return entries(groupKindsAnnotation).map((groupKind) => ({ namespace: home, groupKind }));
  return entries(kindsByNamespaceAnnotation).flatMap((entry): MemberKind[] => {
    const [namespace, groupKind, ...rest] = entry.split('/');
    if (!groupKind || rest.length > 0 || !dnsLabel.safeParse(namespace).success) return [];
    return [{ namespace, groupKind }];
  });
}
