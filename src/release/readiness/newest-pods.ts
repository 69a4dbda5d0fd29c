import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import { revisionAnnotation } from '../../kubernetes/server-fields';
import type { RelatedObjects } from './readiness';

/**
 * The owner of the pods of the newest revision: the ReplicaSet of a Deployment, else the object itself. Undefined if it
 * is not known yet: the ReplicaSet of an earlier revision may be blocked, and the new revision may be the fix.
 */
export function creatorOf(object: LiveObject, related: RelatedObjects): LiveObject | undefined {
  if (object.kind !== 'Deployment') return object;
  const newest = object.metadata.annotations?.[revisionAnnotation];
  return ownedBy(object, related.replicaSets).find(
    ({ metadata }) => metadata.annotations?.[revisionAnnotation] === newest,
  );
}

/**
 * The pods of the newest revision, without those that are being deleted. Problems of old pods do not count, because
 * they are being replaced.
 */
export function newestPods(object: LiveObject, related: RelatedObjects): readonly LiveObject[] {
  const creator = creatorOf(object, related);
  if (!creator) return [];
  const label = revisionLabel(object);
  return ownedBy(creator, related.pods).filter(
    ({ metadata }) => !metadata.deletionTimestamp && (!label || metadata.labels?.[label.name] === label.value),
  );
}

/** The label with the revision of a pod, if its owner has pods of several revisions. */
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
