import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { entriesOf, isOurs, isTools } from '../../cluster/managed-fields/managers';
import { valueAt } from '../../data/merge';

/**
 * An object as it is applied, when an autoscaler takes its replicas over: as long as nobody else owns them, they
 * stay in it as they are. Left out, the server would set them to 1 until the autoscaler looks. Once the autoscaler
 * has scaled, they are its own, and are left out.
 *
 * @param takesTools whether what tools own becomes ours before
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
 */
export function keepReplicasForAutoscaler(
  manifest: KubernetesObject,
  live: LiveObject | undefined,
  takesTools: boolean,
): KubernetesObject {
  const now = valueAt(live, ['spec', 'replicas']);
  if (!live || typeof now !== 'number' || valueAt(manifest, ['spec', 'replicas']) !== undefined) return manifest;
  const owners = entriesOf(live).filter(({ fieldsV1 }) => fieldsV1['f:spec']?.['f:replicas'] !== undefined);
  const areGivingUp = owners.every((entry) => isOurs(entry) || (takesTools && isTools(entry)));
  if (owners.length === 0 || !areGivingUp) return manifest;
  return { ...manifest, spec: { ...(manifest.spec as object), replicas: now } };
}
