import type { LiveObject } from '../../cluster/cluster';
import { groupKindOf } from '../../cluster/discovery';
import { judgeClaim } from './claim';
import { judgeDaemonSet } from './daemon-set';
import { judgeDeployment } from './deployment';
import { judgeJob } from './job';
import type { Judgement, Related } from './judgement';
import { judgeCronJob, judgeDefinition, judgeNamespace, judgeOther, judgePod } from './other-kinds';
import { judgeStatefulSet } from './stateful-set';

type Judge = (object: LiveObject, related: Related) => Judgement;

const judges: Readonly<Record<string, Judge>> = {
  'CronJob.batch': judgeCronJob,
  'CustomResourceDefinition.apiextensions.k8s.io': judgeDefinition,
  'DaemonSet.apps': judgeDaemonSet,
  'Deployment.apps': judgeDeployment,
  'Job.batch': judgeJob,
  'StatefulSet.apps': judgeStatefulSet,
  Namespace: judgeNamespace,
  PersistentVolumeClaim: judgeClaim,
  Pod: judgePod,
};

/**
 * What becomes of an object, from nothing but what is known of it. A Service of type LoadBalancer is ready as it
 * stands: its address comes from outside of the cluster, may take minutes or never come, and no pod waits for it.
 */
export function judge(object: LiveObject, related: Related): Judgement {
  const judgement = (judges[groupKindOf(object)] ?? judgeOther)(object, related);
  const { deletionTimestamp } = object.metadata;
  return deletionTimestamp && !hasRun(object, judgement) ? { state: 'failed', message: 'is being deleted' } : judgement;
}

/** A job that is over may well be removed: it has done its work. */
export function hasRun({ kind }: LiveObject, { state }: Judgement): boolean {
  return kind === 'Job' && (state === 'ready' || state === 'failed');
}
