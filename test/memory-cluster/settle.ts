import type { LiveObject } from '../../src/cluster/cluster';
import { valueAt } from '../../src/data/merge';

/** The status that controllers give an object at the end of their work; undefined for a kind that has none. */
export function settledStatus(object: LiveObject): object | undefined {
  const replicas = Number(valueAt(object, ['spec', 'replicas']) ?? 1);
  switch (object.kind) {
    case 'Deployment':
      return { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    case 'StatefulSet':
      return { replicas, updatedReplicas: replicas, readyReplicas: replicas };
    case 'Job':
      return { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] };
    case 'PersistentVolumeClaim':
      return { phase: 'Bound' };
    default:
      return undefined;
  }
}
