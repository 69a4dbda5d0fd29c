import { isMap } from '../../../../data/merge';
import { auditKeys, webhooksDiffer } from './admission';
import { priorityClass, runtimeClass, storageCapacity, storageClass, volumeAttributesClass } from './classes';
import { apiService, definition } from './definitions';
import { endpointSlice } from './endpoints';
import { all, fields, isMet, keys, type Limit, needs, notEmpty, textThat, together } from './limit';
import { lonePod } from './pods';
import { binding, role } from './rights';
import { configKey, labelName, nameFromLetter, objectName, pathSegment, shortAddress } from './texts';

const upTo = (length: number) => textThat((name) => name.length <= length, `a name of at most ${length} characters`);

/**
 * The conditions for the names of objects, for each kind whose objects cannot have any subdomain as their name.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
 */
const special: Readonly<Record<string, Limit>> = {
  'v1 Namespace': labelName,
  'v1 Service': nameFromLetter,
  'v1 Event': pathSegment,
  'apiregistration.k8s.io/v1 APIService': pathSegment,
  'apps/v1 StatefulSet': labelName,
  'batch/v1 CronJob': all(objectName, upTo(52)),
  'batch/v1 Job': all(objectName, upTo(63)),
  'certificates.k8s.io/v1 CertificateSigningRequest': pathSegment,
  'certificates.k8s.io/v1 ClusterTrustBundle': pathSegment,
  'certificates.k8s.io/v1beta1 ClusterTrustBundle': pathSegment,
  'certificates.k8s.io/v1alpha1 ClusterTrustBundle': pathSegment,
  'internal.apiserver.k8s.io/v1alpha1 StorageVersion': pathSegment,
  'networking.k8s.io/v1 IPAddress': shortAddress,
  'networking.k8s.io/v1beta1 IPAddress': shortAddress,
  'policy/v1 PodDisruptionBudget': pathSegment,
  'rbac.authorization.k8s.io/v1 Role': pathSegment,
  'rbac.authorization.k8s.io/v1 RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/v1 ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': pathSegment,
};

/** The kinds that are questions to the API server. Their objects are not kept and have no names. */
const nameless = new Set([
  ...['Binding', 'LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectReview', 'SelfSubjectRulesReview'],
  ...['SubjectAccessReview', 'TokenReview'],
]);

const keysDiffer = together(({ data, binaryData }, say) => {
  if (!isMap(data) || !isMap(binaryData)) return;
  for (const key of Object.keys(binaryData)) {
    if (Object.hasOwn(data, key)) say('another key, because `data` has it too', ['binaryData', key]);
  }
});

/**
 * The keys of a Secret. The message about a wrong key does not show the key, because it may be a value in the wrong
 * place.
 */
const hiddenKeys: Limit = (values, say) => {
  if (!isMet(keys(configKey), values)) say('keys of at most 253 letters, digits, `-`, `_` and `.`');
};

/** The conditions for objects of single kinds, beside the conditions for their names. */
const contents: Readonly<Record<string, Limit>> = {
  'v1 ConfigMap': all(fields({ data: keys(configKey), binaryData: keys(configKey) }), keysDiffer),
  'v1 Secret': fields({ data: hiddenKeys, stringData: hiddenKeys }),
  'v1 Pod': lonePod,
  'v1 PersistentVolume': needs('spec'),
  'apiextensions.k8s.io/v1 CustomResourceDefinition': definition,
  'apiregistration.k8s.io/v1 APIService': apiService,
  'networking.k8s.io/v1 Ingress': needs('spec'),
  'networking.k8s.io/v1 IngressClass': needs('spec'),
  'networking.k8s.io/v1 ServiceCIDR': needs('spec'),
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy': needs('spec'),
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding': needs('spec'),
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': needs('spec'),
  'rbac.authorization.k8s.io/v1 Role': role,
  'rbac.authorization.k8s.io/v1 RoleBinding': binding('Role', 'ClusterRole'),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': binding('ClusterRole'),
  'storage.k8s.io/v1 StorageClass': storageClass,
  'storage.k8s.io/v1 VolumeAttributesClass': volumeAttributesClass,
  'storage.k8s.io/v1 CSIStorageCapacity': storageCapacity,
  'scheduling.k8s.io/v1 PriorityClass': priorityClass,
  'node.k8s.io/v1 RuntimeClass': runtimeClass,
  'discovery.k8s.io/v1 EndpointSlice': endpointSlice,
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': webhooksDiffer,
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': webhooksDiffer,
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': all(needs('spec'), auditKeys),
};

/**
 * Returns the conditions that an API server sets for the objects of a built-in kind, beside those for the types in
 * them.
 *
 * @param apiVersion such as `apps/v1`
 * @param kind such as `Deployment`
 */
export function limitOfKind(apiVersion: string, kind: string): Limit {
  const type = `${apiVersion} ${kind}`;
  const known = limits.get(type) ?? limitOf(type, kind);
  limits.set(type, known);
  return known;
}

/** The conditions of the kinds that were asked for, kept for the next object. */
const limits = new Map<string, Limit>();

const named = (name: Limit): Limit => fields({ metadata: fields({ name: all(name, notEmpty('a name')) }) });

/** The name of an object whose kind a CustomResourceDefinition defines. */
export const nameOfCustomKind = named(objectName);

function limitOf(type: string, kind: string): Limit {
  const name = nameless.has(kind) ? [] : [named(special[type] ?? objectName)];
  const content = contents[type];
  return all(...name, ...(content ? [content] : []));
}
