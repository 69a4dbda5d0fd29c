import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../environments/merge';
import { type Judgement, notYet, type Related } from './judgement';
import { podTrouble } from './pod-trouble';
import { conditionOf, holding, isObserved, saying, unobserved } from './status';

/** A schedule is ready as it stands; its jobs come in their time. */
export function judgeCronJob(object: LiveObject): Judgement {
  const { spec } = object as { spec?: { suspend?: boolean; schedule?: string } };
  if (spec?.suspend) return { state: 'suspended', message: 'suspended: nothing runs until it is resumed' };
  return { state: 'ready', message: `runs at ${spec?.schedule}` };
}

export function judgeNamespace(object: LiveObject): Judgement {
  const { phase } = (object as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Terminating') return { state: 'failed', message: 'is being deleted' };
  return phase === 'Active' ? { state: 'ready', message: 'active' } : notYet('not active');
}

export function judgeDefinition(object: LiveObject): Judgement {
  if (holding(object, 'Established')) return { state: 'ready', message: 'established' };
  const names = conditionOf(object, 'NamesAccepted');
  if (names?.status === 'False') return { state: 'failed', message: saying(names) };
  return notYet('not established');
}

/** A pod of nobody's. */
export function judgePod(object: LiveObject, related: Related): Judgement {
  const { phase } = (object as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Succeeded') return { state: 'ready', message: 'completed' };
  if (holding(object, 'Ready')) return { state: 'ready', message: 'ready' };
  const trouble = podTrouble(object, related);
  return notYet('not ready', trouble && { ...trouble, isFatal: trouble.isFatal || phase === 'Failed' });
}

/**
 * Any other object is ready when it exists, unless it says otherwise in the way that controllers have agreed upon.
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
export function judgeOther(object: LiveObject): Judgement {
  if (typeof valueAt(object, ['status', 'observedGeneration']) === 'number' && !isObserved(object))
    return notYet(unobserved);
  const stalled = holding(object, 'Stalled');
  if (stalled) return { state: 'failed', message: saying(stalled) };
  const ready = conditionOf(object, 'Ready');
  if (ready && ready.status !== 'True') return notYet(saying(ready) || 'not ready');
  return { state: 'ready', message: ready ? 'ready' : 'in place' };
}
