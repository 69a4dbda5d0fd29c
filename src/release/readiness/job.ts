import type { LiveObject } from '../../cluster/cluster';
import { creationBlocker } from './creation-blocker';
import { newestPods } from './newest-pods';
import { podsBlocker } from './pod-blocker';
import { notReady, type Readiness, type RelatedObjects, worstBlocker } from './readiness';
import { conditionText, trueCondition } from './status';

interface Job extends LiveObject {
  readonly spec: { readonly suspend?: boolean; readonly completions?: number };
  readonly status?: { readonly active?: number; readonly succeeded?: number };
}

/** A job is ready when it is complete. Its `backoffLimit` decides how often its pods may fail. */
export function assessJob(object: LiveObject, related: RelatedObjects): Readiness {
  const { metadata, spec, status = {} } = object as Job;
  if (trueCondition(object, 'Complete')) return { state: 'ready', message: 'completed' };
  const pods = podsBlocker(newestPods(object, related), related);
  const failed = trueCondition(object, 'Failed') ?? trueCondition(object, 'FailureTarget');
  if (failed) {
    const message = [conditionText(failed), pods?.message].filter(Boolean).join('; ');
    return { state: 'failed', message, look: pods?.look ?? `describe job/${metadata.name}` };
  }
  if (spec.suspend) return { state: 'suspended', message: 'suspended: the job does not run until somebody resumes it' };
  if (trueCondition(object, 'SuccessCriteriaMet')) return notReady('the job succeeded; its last pods are terminating');
  const { active = 0, succeeded = 0 } = status;
  const message = `${succeeded} of ${spec.completions ?? 1} completed, ${active} running`;
  return notReady(
    message,
    worstBlocker(pods && { ...pods, isFatal: pods.isFatal && !pods.hasRun }, creationBlocker(object, related)),
  );
}
