import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import { type Happening, newest } from './happening';
import type { Related, Trouble } from './judgement';
import { creatorOf } from './newest-pods';
import { holding } from './status';

/** What quotas count follows what is there with a delay. */
const settlingMs = 10_000;

/** Refused because of what the namespace has used up. */
export function isQuota({ message }: Trouble): boolean {
  return message.includes('exceeded quota');
}

/**
 * Why no pods are made. Controllers say it in events alone, but for a ReplicaSet, and try again at growing distances:
 * what was told before anybody watched may be mended since, so it is shown, and not taken as final.
 */
export function creationTrouble(object: LiveObject, related: Related): Trouble | undefined {
  const creator = creatorOf(object, related);
  if (!creator) return undefined;
  const { events } = related;
  const told = (events ?? []).filter(({ reason }) => reason === 'FailedCreate' || reason === 'SuccessfulCreate');
  const last = newest(told, [creator.metadata.uid]);
  const refusal = last?.reason === 'FailedCreate' ? last : undefined;
  const failure = holding(creator, 'ReplicaFailure');
  const said = creator.kind === 'ReplicaSet' ? failure?.message : refusal?.message;
  if (said === undefined) return undefined;
  const trouble = { message: `no pods can be made: ${said}`, isFatal: false };
  const isNow = !events || refusal?.isNew === true;
  if (isQuota(trouble)) {
    const passes = isMakingRoom(object, related, refusal);
    return { ...trouble, isFatal: isNow && !passes, look: 'describe resourcequota' };
  }
  const look = `describe ${creator.kind.toLowerCase()}/${creator.metadata.name}`;
  return { ...trouble, isFatal: isNow && said.includes('violates PodSecurity'), look };
}

/** Pods that are going count until they have gone, and a little longer. */
function isMakingRoom(object: LiveObject, related: Related, refusal: Happening | undefined): boolean {
  const owners = [object, ...ownedBy(object, related.replicaSets)];
  const going = owners.flatMap((owner) =>
    ownedBy(owner, related.pods).flatMap(({ metadata }) => metadata.deletionTimestamp ?? []),
  );
  return going.some((by) => !refusal || Date.parse(refusal.last) < Date.parse(by) + settlingMs);
}
