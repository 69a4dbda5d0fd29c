import { roleBinding } from './defaults/access';
import { autoscaler } from './defaults/autoscaler';
import { claim } from './defaults/claim';
import { configMap, secret } from './defaults/data';
import { cronJob, job } from './defaults/job';
import { namespace } from './defaults/namespace';
import { networkPolicy } from './defaults/networking';
import { pod } from './defaults/pod';
import { route } from './defaults/route';
import { service } from './defaults/service';
import { daemonSet, deployment, replicaSet, statefulSet } from './defaults/workload';
import { changeAt, type Fields, withoutEmpty } from './fields';
import { kindOf, podPath } from './kinds';
import { metadata } from './metadata';
import { withoutNulls } from './nulls';

/** The defaults by kind. A PodDisruptionBudget and an Ingress have none, because a server adds no fields to them. */
const defaults: Readonly<Record<string, (object: Fields) => Fields>> = {
  '/ConfigMap': configMap,
  '/Namespace': namespace,
  '/PersistentVolumeClaim': claim,
  // The Route of old OpenShift versions has no group.
  '/Route': route,
  '/Secret': secret,
  '/Service': service,
  'apps/DaemonSet': daemonSet,
  'apps/Deployment': deployment,
  'apps/ReplicaSet': replicaSet,
  'apps/StatefulSet': statefulSet,
  'autoscaling/HorizontalPodAutoscaler': autoscaler,
  'batch/CronJob': cronJob,
  'batch/Job': job,
  'networking.k8s.io/NetworkPolicy': networkPolicy,
  'rbac.authorization.k8s.io/ClusterRoleBinding': roleBinding,
  'rbac.authorization.k8s.io/RoleBinding': roleBinding,
  'route.openshift.io/Route': route,
};

/**
 * The object as a server would store it: with defaults, without empty fields that mean nothing, and with each quantity as
 * a number. An object of an unknown kind stays as it is written.
 */
export function normalize(object: Fields): Fields {
  const written = withoutEmpty(metadata(withoutNulls(object) as Fields), ['status']);
  const path = podPath(written);
  // A Job gets the labels of its template, so the template is normalized first.
  const filled = path ? changeAt(written, path, pod) : written;
  return defaults[kindOf(filled)]?.(filled) ?? filled;
}
