import type { LiveObject } from '../../cluster/cluster';
import { creationTrouble } from './creation-trouble';
import { type Judgement, notYet, type Related, worst } from './judgement';
import { newestPods } from './newest-pods';
import { podsTrouble } from './pod-trouble';
import { holding, saying } from './status';

interface Job extends LiveObject {
  readonly spec: { readonly suspend?: boolean; readonly completions?: number };
  readonly status?: { readonly active?: number; readonly succeeded?: number };
}

/** Ready when it has completed. How often its pods may end with an error, the job says itself. */
export function judgeJob(object: LiveObject, related: Related): Judgement {
  const { metadata, spec, status = {} } = object as Job;
  if (holding(object, 'Complete')) return { state: 'ready', message: 'completed' };
  const pods = podsTrouble(newestPods(object, related), related);
  const failed = holding(object, 'Failed') ?? holding(object, 'FailureTarget');
  if (failed) {
    const message = [saying(failed), pods?.message].filter(Boolean).join('; ');
    return { state: 'failed', message, look: pods?.look ?? `describe job/${metadata.name}` };
  }
  if (spec.suspend) return { state: 'suspended', message: 'suspended: it does not run until it is resumed' };
  if (holding(object, 'SuccessCriteriaMet')) return notYet('it has succeeded; its last pods are ending');
  const { active = 0, succeeded = 0 } = status;
  const message = `${succeeded} of ${spec.completions ?? 1} completed, ${active} running`;
  return notYet(
    message,
    worst(pods && { ...pods, isFatal: pods.isFatal && !pods.hasRun }, creationTrouble(object, related)),
  );
}
