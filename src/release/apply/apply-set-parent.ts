import type { KubernetesObject } from '../../assembly/application-assembly';
import { groupKindsAnnotation, setIdLabel, toolingAnnotation } from '../../kubernetes/apply-set';
import { workspaceAnnotation } from '../../kubernetes/labels';
import type { DesiredApplication } from '../desired';
import { type InstanceRef, parentRef, recordLabels, setId } from '../store/instance';

/**
 * The object that names a set of objects and the kinds in it, so that any tool can find and prune them.
 *
 * @param kinds such as `Deployment.apps`, in any order
 * @see https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune
 */
export function parentObject(
  desired: DesiredApplication,
  instanceRef: InstanceRef,
  kinds: Iterable<string>,
): KubernetesObject {
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
        [groupKindsAnnotation]: [...new Set(kinds)].sort().join(','),
      },
    },
  };
}
