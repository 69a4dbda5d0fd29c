import { groupOf } from '../kubernetes/api-version';
import { builtinResource } from '../targets/kubernetes/api-resource';
import type { CustomKinds } from '../targets/kubernetes/validation';
import type { KubernetesObject } from './application-assembly';

/**
 * Removes the namespace of a cluster-scoped object. The chart of the application sets its namespace for all objects,
 * and an API server ignores it for these.
 */
export function withoutNamespace(object: KubernetesObject, kinds: CustomKinds): KubernetesObject {
  const { apiVersion, kind } = object;
  const { namespace, ...metadata } = object.metadata;
  if (namespace === undefined) return object;
  const resource = builtinResource(apiVersion, kind) ?? kinds.resourceOf(groupOf(apiVersion), kind);
  return resource?.namespaced === false ? { ...object, metadata } : object;
}
