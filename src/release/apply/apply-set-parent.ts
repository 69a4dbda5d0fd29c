import type { KubernetesObject } from '../../assembly/application-assembly';
import {
  additionalNamespacesAnnotation,
  groupKindsAnnotation,
  kindsByNamespaceAnnotation,
  setIdLabel,
  toolingAnnotation,
} from '../../kubernetes/apply-set';
import { workspaceAnnotation } from '../../kubernetes/labels';
import type { DesiredApplication } from '../desired';
import type { MemberKind } from '../plan/member-kinds';
import { type InstanceRef, parentRef, recordLabels, setId } from '../store/instance';

/**
 * The object that names a set of objects and the kinds in it, so that any tool can find and prune them.
 *
 * @param kinds the kinds of its objects, in any order
 * @see https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune
 */
export function parentObject(
  desired: DesiredApplication,
  instanceRef: InstanceRef,
  kinds: readonly MemberKind[],
): KubernetesObject {
  const namespaces = kinds.flatMap(({ namespace }) => (namespace === instanceRef.namespace ? [] : (namespace ?? [])));
  const byNamespace = kinds.flatMap(({ namespace, groupKind }) => (namespace ? [`${namespace}/${groupKind}`] : []));
  const { apiVersion, kind, name } = parentRef(instanceRef);
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: instanceRef.namespace,
      labels: {
        [setIdLabel]: setId(instanceRef),
        ...recordLabels(desired),
      },
      annotations: {
        [toolingAnnotation]: 'towpath/v1',
        [workspaceAnnotation]: desired.workspace ?? '',
        [groupKindsAnnotation]: listOf(kinds.map(({ groupKind }) => groupKind)),
        ...(namespaces.length > 0 && {
          [additionalNamespacesAnnotation]: listOf(namespaces),
          [kindsByNamespaceAnnotation]: listOf(byNamespace),
        }),
      },
    },
  };
}

function listOf(entries: readonly string[]): string {
  return [...new Set(entries)].sort().join(',');
}
