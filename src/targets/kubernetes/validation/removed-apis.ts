import { ownValue } from '../../../data/merge';

/**
 * Kinds that were removed before the oldest version in `versions.ts`, by the version that removed them.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const removed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.16': {
    'extensions/v1beta1': 'DaemonSet Deployment NetworkPolicy PodSecurityPolicy ReplicaSet',
    'apps/v1beta1': 'ControllerRevision Deployment StatefulSet',
    'apps/v1beta2': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  },
  '1.22': {
    'admissionregistration.k8s.io/v1beta1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'apiextensions.k8s.io/v1beta1': 'CustomResourceDefinition',
    'apiregistration.k8s.io/v1beta1': 'APIService',
    'authentication.k8s.io/v1beta1': 'TokenReview',
    'authorization.k8s.io/v1beta1':
      'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    'certificates.k8s.io/v1beta1': 'CertificateSigningRequest',
    'coordination.k8s.io/v1beta1': 'Lease',
    'extensions/v1beta1': 'Ingress',
    'networking.k8s.io/v1beta1': 'Ingress IngressClass',
    'rbac.authorization.k8s.io/v1alpha1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
    'rbac.authorization.k8s.io/v1beta1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
    'scheduling.k8s.io/v1beta1': 'PriorityClass',
    'storage.k8s.io/v1beta1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  },
  '1.25': {
    'autoscaling/v2beta1': 'HorizontalPodAutoscaler',
    'batch/v1beta1': 'CronJob',
    'discovery.k8s.io/v1beta1': 'EndpointSlice',
    'events.k8s.io/v1beta1': 'Event',
    'node.k8s.io/v1beta1': 'RuntimeClass',
    'policy/v1beta1': 'PodDisruptionBudget PodSecurityPolicy',
  },
  '1.26': {
    'autoscaling/v2beta2': 'HorizontalPodAutoscaler',
    'flowcontrol.apiserver.k8s.io/v1beta1': 'FlowSchema PriorityLevelConfiguration',
  },
  '1.27': { 'storage.k8s.io/v1beta1': 'CSIStorageCapacity' },
  '1.29': { 'flowcontrol.apiserver.k8s.io/v1beta2': 'FlowSchema PriorityLevelConfiguration' },
};

/** The version that removed a kind, such as 1.25 for `batch/v1beta1`, `CronJob`. */
export function removedSince(apiVersion: string, kind: string): string | undefined {
  return Object.entries(removed).find(([, apis]) => ownValue(apis, apiVersion)?.split(' ').includes(kind))?.[0];
}
