import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import { type ClusterEvent, newestEvent } from './cluster-event';
import { creatorOf } from './newest-pods';
import type { Blocker, RelatedObjects } from './readiness';
import { trueCondition } from './status';

/** Quotas count deleted objects for a while. */
const settlingMs = 10_000;

/** Whether creation was refused because the namespace has used up its quota. */
export function isQuota({ message }: Blocker): boolean {
  return message.includes('exceeded quota');
}

/**
 * Why a controller creates no pods. A ReplicaSet reports it in its status; other controllers write events and try
 * again at growing intervals. An event from before this deploy may be out of date, so it is shown and does not end the
 * wait.
 */
export function creationBlocker(object: LiveObject, related: RelatedObjects): Blocker | undefined {
  const creator = creatorOf(object, related);
  if (!creator) return undefined;
  const { events } = related;
  const creationEvents = (events ?? []).filter(
    ({ reason }) => reason === 'FailedCreate' || reason === 'SuccessfulCreate',
  );
  const last = newestEvent(creationEvents, [creator.metadata.uid]);
  const refusal = last?.reason === 'FailedCreate' ? last : undefined;
  const failure = trueCondition(creator, 'ReplicaFailure');
  const reasonText = creator.kind === 'ReplicaSet' ? failure?.message : refusal?.message;
  if (reasonText === undefined) return undefined;
  const blocker = { message: `pods cannot be created: ${reasonText}`, isFatal: false };
  const isNow = !events || refusal?.isNew === true;
  if (isQuota(blocker)) {
    const passes = isMakingRoom(object, related, refusal);
    return { ...blocker, isFatal: isNow && !passes, look: 'describe resourcequota' };
  }
  const look = `describe ${creator.kind.toLowerCase()}/${creator.metadata.name}`;
  return { ...blocker, isFatal: isNow && reasonText.includes('violates PodSecurity'), look };
}

/** Terminating pods count against the quota until they are gone, and a little longer. */
function isMakingRoom(object: LiveObject, related: RelatedObjects, refusal: ClusterEvent | undefined): boolean {
  const owners = [object, ...ownedBy(object, related.replicaSets)];
  const going = owners.flatMap((owner) =>
    ownedBy(owner, related.pods).flatMap(({ metadata }) => metadata.deletionTimestamp ?? []),
  );
  return going.some((by) => !refusal || Date.parse(refusal.last) < Date.parse(by) + settlingMs);
}
