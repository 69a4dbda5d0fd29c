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
  if (object.metadata.namespace === undefined) return object;
  const resource = builtinResource(apiVersion, kind) ?? kinds.resourceOf(groupOf(apiVersion), kind);
  if (resource?.namespaced !== false) return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
