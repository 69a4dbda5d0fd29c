import type { LiveObject } from '../../cluster/cluster';
import { definitionsGroup } from '../../kubernetes/api-groups';
import { groupKindOf } from '../../kubernetes/api-version';
import { assessClaim } from './claim';
import { assessDaemonSet } from './daemon-set';
import { assessDeployment } from './deployment';
import { assessJob } from './job';
import { assessCronJob, assessDefinition, assessNamespace, assessOther, assessPod } from './other-kinds';
import type { Readiness, RelatedObjects } from './readiness';
import { assessStatefulSet } from './stateful-set';

type Assess = (object: LiveObject, related: RelatedObjects) => Readiness;

const assessByKind: Readonly<Record<string, Assess>> = {
  'CronJob.batch': assessCronJob,
  [`CustomResourceDefinition.${definitionsGroup}`]: assessDefinition,
  'DaemonSet.apps': assessDaemonSet,
  'Deployment.apps': assessDeployment,
  'Job.batch': assessJob,
  'StatefulSet.apps': assessStatefulSet,
  Namespace: assessNamespace,
  PersistentVolumeClaim: assessClaim,
  Pod: assessPod,
};

/**
 * The readiness of an object, from the known objects alone. A Service of type LoadBalancer is ready at once: its
 * address comes from outside the cluster, may take minutes or never come, and no pod waits for it.
 */
export function assessReadiness(object: LiveObject, related: RelatedObjects): Readiness {
  const readiness = (assessByKind[groupKindOf(object)] ?? assessOther)(object, related);
  const { deletionTimestamp } = object.metadata;
  return deletionTimestamp && !hasFinished(object, readiness)
    ? { state: 'failed', message: 'the object is being deleted' }
    : readiness;
}

/** A finished job may be deleted, because its work is done. */
export function hasFinished({ kind }: LiveObject, { state }: Readiness): boolean {
  return kind === 'Job' && (state === 'ready' || state === 'failed');
}
