import type { KubernetesObject } from '../../assembly/application-assembly';

/** What a server keeps of its own accord. */
const kept = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'];

/** An object as people compare it: without what the server keeps, and without the state that it is in. */
export function withoutServerFields({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !kept.includes(key)));
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}
