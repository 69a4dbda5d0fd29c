import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import type { RelatedObjects } from './readiness';

const revision = 'deployment.kubernetes.io/revision';

/**
 * What makes the pods of the newest revision: a Deployment's ReplicaSet, else the object itself. Absent where it is
 * not known: the ReplicaSet of an earlier revision may be in trouble, and be the very reason for this one.
 */
export function creatorOf(object: LiveObject, related: RelatedObjects): LiveObject | undefined {
  if (object.kind !== 'Deployment') return object;
  const newest = object.metadata.annotations?.[revision];
  return ownedBy(object, related.replicaSets).find(({ metadata }) => metadata.annotations?.[revision] === newest);
}

/** The pods of the newest revision, without those that are going: what old ones suffer from is being replaced. */
export function newestPods(object: LiveObject, related: RelatedObjects): readonly LiveObject[] {
  const creator = creatorOf(object, related);
  if (!creator) return [];
  const label = revisionLabel(object);
  return ownedBy(creator, related.pods).filter(
    ({ metadata }) => !metadata.deletionTimestamp && (!label || metadata.labels?.[label.name] === label.value),
  );
}

/** How a pod shows that it is of the newest revision, where its owner has pods of several. */
function revisionLabel(object: LiveObject): { name: string; value: string | undefined } | undefined {
  if (object.kind === 'StatefulSet') {
    const { updateRevision } = (object as { status?: { updateRevision?: string } }).status ?? {};
    return { name: 'controller-revision-hash', value: updateRevision };
  }
  if (object.kind === 'DaemonSet') {
    const value = object.metadata.annotations?.['deprecated.daemonset.template.generation'];
    return { name: 'pod-template-generation', value };
  }
  return undefined;
}
