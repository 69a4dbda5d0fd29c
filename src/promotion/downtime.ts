import type { KubernetesObject } from '../assembly/application-assembly';
import { valueAt } from '../data/merge';

/**
 * Whether a workload has no pod for some time while its pods are replaced: its pods end before new ones start, and there
 * is only one, or all end at once. A pod that takes long to start is not counted.
 */
export function isDownWhileReplaced({ kind, spec }: KubernetesObject): boolean {
  const replicas = Number(valueAt(spec, ['replicas']) ?? 1);
  if (replicas === 0) return false;
  if (kind === 'StatefulSet') return replicas === 1;
  if (kind !== 'Deployment') return false;
  if (valueAt(spec, ['strategy', 'type']) === 'Recreate') return true;
  const surge = valueAt(spec, ['strategy', 'rollingUpdate', 'maxSurge']);
  return replicas === 1 && (surge === 0 || surge === '0%');
}
