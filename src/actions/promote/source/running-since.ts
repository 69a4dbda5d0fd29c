import type { LiveObject } from '../../../cluster/cluster';
import { valueAt } from '../../../data/merge';
import { newestPods } from '../../../release/readiness/newest-pods';
import type { WorkloadRelations } from '../../deployments/survey';
import { createdAt } from '../../deployments/version';

/** The creation of the oldest pod of a workload. Pods of earlier versions are not counted. */
export function oldestPodAt(workload: LiveObject, related: WorkloadRelations): string | undefined {
  return newestPods(workload, related).map(createdAt).filter(isTime).sort()[0];
}

/**
 * When a container of the living pods of a workload last restarted; undefined if none did. The restarts of pods that are
 * gone are not known.
 */
export function restartedAt(workload: LiveObject, related: WorkloadRelations): string | undefined {
  return newestPods(workload, related)
    .flatMap(({ status }) =>
      ['containerStatuses', 'initContainerStatuses'].flatMap(
        (list) => (valueAt(status, [list]) ?? []) as readonly { readonly restartCount?: number }[],
      ),
    )
    .filter(({ restartCount = 0 }) => restartCount > 0)
    .flatMap((container) =>
      [
        ['state', 'running', 'startedAt'],
        ['lastState', 'terminated', 'finishedAt'],
      ].map((path) => valueAt(container, path)),
    )
    .filter(isTime)
    .sort()
    .at(-1);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
