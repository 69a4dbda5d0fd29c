import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import { valueAt } from '../../data/merge';
import { assessReadiness } from '../../release/readiness/assess';
import type { Readiness } from '../../release/readiness/readiness';
import type { DeploymentState } from './deployment';
import type { WorkloadRelations } from './survey';
import { newestFirst } from './version';

export interface Health {
  readonly state: DeploymentState;
  readonly message: string;
}

const states = { ready: 'healthy', progressing: 'progressing', failed: 'failed', suspended: 'stopped' } as const;

export function healthOf(workload: LiveObject, related: WorkloadRelations): Health {
  const { state, message } = assessReadiness(workload, related);
  if (state === 'ready' && valueAt(workload, ['spec', 'replicas']) === 0) return { state: 'stopped', message };
  // A paused rollout: the existing pods keep running.
  if (state === 'suspended' && workload.kind === 'Deployment') return { state: 'progressing', message };
  if (state === 'ready' && workload.kind === 'CronJob')
    return lastRun(workload, related) ?? { state: 'healthy', message };
  return { state: states[state], message };
}

/** A CronJob is as healthy as its last finished job. */
function lastRun(schedule: LiveObject, related: WorkloadRelations): Health | undefined {
  const runs = newestFirst(ownedBy(schedule, related.jobs)).map((job): Readiness => assessReadiness(job, related));
  const over = runs.find(({ state }) => state === 'ready' || state === 'failed');
  return over?.state === 'failed' ? { state: 'failed', message: `the last job failed: ${over.message}` } : undefined;
}
