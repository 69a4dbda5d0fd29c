import type { LiveObject } from '../../cluster/cluster';
import { newest } from './happening';
import type { Related, Trouble } from './judgement';
import { holding } from './status';

/** Refused because of what the namespace has used up. */
export function isQuota({ message }: Trouble): boolean {
  return message.includes('exceeded quota');
}

/**
 * Why no pods are made. Controllers say it in events alone, but for a ReplicaSet, and try again at growing distances:
 * what was told before anybody watched may be mended since, so it is shown, and not taken as final.
 */
export function creationTrouble(creator: LiveObject, { events }: Related): Trouble | undefined {
  const told = (events ?? []).filter(({ reason }) => reason === 'FailedCreate' || reason === 'SuccessfulCreate');
  const last = newest(told, [creator.metadata.uid]);
  const refused = last?.reason === 'FailedCreate' ? last : undefined;
  if (creator.kind !== 'ReplicaSet') return refused && troubleFrom(creator, refused.message, refused.isNew);
  const failure = holding(creator, 'ReplicaFailure');
  return failure && troubleFrom(creator, failure.message ?? '', !events || refused?.isNew === true);
}

function troubleFrom({ kind, metadata }: LiveObject, said: string, isOfNow: boolean): Trouble {
  const trouble = { message: `no pods can be made: ${said}`, isFatal: false };
  const [quota, security] = [isQuota(trouble), said.includes('violates PodSecurity')];
  const look = quota ? 'describe resourcequota' : `describe ${kind.toLowerCase()}/${metadata.name}`;
  return { ...trouble, isFatal: isOfNow && (quota || security), look };
}
