import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { entriesOf, isOurs, isTools } from '../../cluster/managed-fields/managers';
import { valueAt } from '../../data/merge';

/**
 * An object whose replicas an autoscaler takes over. The object keeps the current number of replicas as long as nobody
 * else owns the field: if it were left out, the server would set it to 1 until the autoscaler runs. Once the autoscaler
 * owns the field, it is left out.
 *
 * @param takesTools whether towpath first takes over the fields of other tools
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
