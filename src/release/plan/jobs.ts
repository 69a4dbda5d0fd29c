import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { trueCondition } from '../readiness/status';

export function isJob({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return apiVersion === 'batch/v1' && kind === 'Job';
}

/** Whether an object is a job that has ended, so that its pods do not run any more. */
export function isEndedJob(live: LiveObject): boolean {
  return isJob(live) && ['Complete', 'Failed'].some((type) => trueCondition(live, type) !== undefined);
}
