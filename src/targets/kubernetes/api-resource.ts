import { isBuiltin } from './validation/served';

/** A kind as addresses and rights name it. */
export interface ApiResource {
  /** `deployments` */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Built-in kinds that stand in no namespace; a test compares them with what a real server says. */
const clusterWide = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CustomResourceDefinition',
  'DeviceClass',
  'DeviceTaintRule',
  'FlowSchema',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'StorageVersionMigration',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/**
 * How Kubernetes itself addresses one of its own kinds, or one that towpath writes.
 *
 * @returns undefined for all others: a plural is what a definition says, and cannot be told from a kind
 */
export function builtinResource(apiVersion: string, kind: string): ApiResource | undefined {
  if (apiVersion === 'route.openshift.io/v1' && kind === 'Route') return { plural: 'routes', namespaced: true };
  if (!isBuiltin(apiVersion, kind)) return undefined;
  return { plural: pluralOf(kind.toLowerCase()), namespaced: !clusterWide.has(kind) };
}

/** All of Kubernetes' own plurals follow this, but one. */
function pluralOf(kind: string): string {
  if (kind === 'endpoints') return kind;
  if (kind.endsWith('s')) return `${kind}es`;
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
