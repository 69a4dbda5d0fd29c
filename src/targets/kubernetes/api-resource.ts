import { isBuiltin } from './validation/served';

/** A kind of object as the addresses of the API and the rules of roles name it. */
export interface ApiResource {
  /** The plural, such as `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The built-in kinds whose objects belong to no namespace. A test compares this list with a real server. */
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
 * Returns the resource of a built-in kind, or of a kind that towpath writes.
 *
 * @returns undefined for all others, because only a definition knows the plural of a kind
 */
export function builtinResource(apiVersion: string, kind: string): ApiResource | undefined {
  if (apiVersion === 'route.openshift.io/v1' && kind === 'Route') return { plural: 'routes', namespaced: true };
  if (!isBuiltin(apiVersion, kind)) return undefined;
  return { plural: pluralOf(kind.toLowerCase()), namespaced: !clusterWide.has(kind) };
}

/** The plural of a built-in kind. All of them but one follow this rule. */
function pluralOf(kind: string): string {
  if (kind === 'endpoints') return kind;
  if (kind.endsWith('s')) return `${kind}es`;
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
