import type { KubernetesObject } from '../../assembly/application-assembly';

/** Fields that the server sets by itself. */
const kept = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'];

/** An object without the fields that the server sets, and without its status. */
export function withoutServerFields({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !kept.includes(key)));
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}
