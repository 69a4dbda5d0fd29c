import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';
import { podBlocker } from './pod-blocker';
import { notReady, type Readiness, type RelatedObjects } from './readiness';
import { conditionOf, conditionText, isObserved, notObservedMessage, trueCondition } from './status';

/** A CronJob is ready at once, because its jobs run at their own times. */
export function assessCronJob(object: LiveObject): Readiness {
  const { spec } = object as { spec?: { suspend?: boolean; schedule?: string } };
  if (spec?.suspend) return { state: 'suspended', message: 'suspended: it starts no jobs until somebody resumes it' };
  return { state: 'ready', message: `runs on the schedule ${spec?.schedule}` };
}

export function assessNamespace(object: LiveObject): Readiness {
  const { phase } = (object as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Terminating') return { state: 'failed', message: 'the namespace is being deleted' };
  return phase === 'Active' ? { state: 'ready', message: 'active' } : notReady('not active');
}

export function assessDefinition(object: LiveObject): Readiness {
  if (trueCondition(object, 'Established')) return { state: 'ready', message: 'established' };
  const names = conditionOf(object, 'NamesAccepted');
  if (names?.status === 'False') return { state: 'failed', message: conditionText(names) };
  return notReady('not established');
}

/** A pod without an owner. */
export function assessPod(object: LiveObject, related: RelatedObjects): Readiness {
  const { phase } = (object as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Succeeded') return { state: 'ready', message: 'completed' };
  if (trueCondition(object, 'Ready')) return { state: 'ready', message: 'ready' };
  const blocker = podBlocker(object, related);
  return notReady('not ready', blocker && { ...blocker, isFatal: blocker.isFatal || phase === 'Failed' });
}

/**
 * Any other object is ready when it exists, unless one of the conditions that controllers have agreed on reports the
 * opposite.
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
export function assessOther(object: LiveObject): Readiness {
  if (typeof valueAt(object, ['status', 'observedGeneration']) === 'number' && !isObserved(object))
    return notReady(notObservedMessage);
  const stalled = trueCondition(object, 'Stalled');
  if (stalled) return { state: 'failed', message: conditionText(stalled) };
  const ready = conditionOf(object, 'Ready');
  if (ready && ready.status !== 'True') return notReady(conditionText(ready) || 'not ready');
  return { state: 'ready', message: ready ? 'ready' : 'exists' };
}
