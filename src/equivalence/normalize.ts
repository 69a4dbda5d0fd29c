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

/** A PodDisruptionBudget and an Ingress are not here: the server fills nothing in. */
const defaults: Readonly<Record<string, (object: Fields) => Fields>> = {
  '/ConfigMap': configMap,
  '/Namespace': namespace,
  '/PersistentVolumeClaim': claim,
  // OpenShift's Route was in no group at first.
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
 * The object as a server would keep it: with its defaults, without what is empty where that is no difference,
 * and with every quantity by its value. A kind that is not known stays as it is written.
 */
export function normalize(object: Fields): Fields {
  const written = withoutEmpty(metadata(withoutNulls(object) as Fields), ['status']);
  const path = podPath(written);
  // A job takes over the labels of its template, so that this has to be done before.
  const filled = path ? changeAt(written, path, pod) : written;
  return defaults[kindOf(filled)]?.(filled) ?? filled;
}
