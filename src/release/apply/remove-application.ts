import type { Cluster, ObjectRef } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import type { Plan } from '../plan/plan';
import { removeHolds } from '../store/hold-record';
import { leaseRef, parentRef } from '../store/instance';
import { removeRelease } from '../store/release-store';
import type { ApplyPlanOptions } from './apply-options';
import type { ApplyResult } from './apply-result';
import { recorded } from './deploy-recorder';
import { withLease } from './lease';
import { assertNotOvertaken } from './overtaken';
import { prune } from './prune-objects';

/**
 * Deletes the objects of an application, then its releases and holds, the list of its kinds and its lease. What was stopped in the
 * middle can be run again: the records are deleted after the objects, and the list of kinds after the releases.
 *
 * @param plan of an application that is emptied
 * @throws TowpathError with what could not be deleted
 */
export function removeApplication(
  cluster: Cluster,
  plan: Plan,
  options: Pick<ApplyPlanOptions, 'signal' | 'onEvent'>,
): Promise<ApplyResult> {
  const { instanceRef, state } = plan;
  const remove = async (ref: ObjectRef) => {
    options.signal.throwIfAborted();
    const found = await translateFailures(cluster.get(ref));
    if (found) await translateFailures(cluster.remove(found), found);
  };
  return recorded(plan, options, async (_, onEvent) => {
    await withLease(cluster, { ...instanceRef, workspace: plan.desired.workspace ?? '' }, async (lost) => {
      const signal = AbortSignal.any([options.signal, lost]);
      await assertNotOvertaken(cluster, plan);
      await prune(cluster, plan, { signal, onEvent });
      for (const { revision } of state.releases) {
        options.signal.throwIfAborted();
        await translateFailures(removeRelease(cluster, instanceRef, revision));
      }
      await translateFailures(removeHolds(cluster, instanceRef));
      await remove(parentRef(instanceRef));
      await remove(leaseRef(instanceRef));
    });
    return 'deleted';
  });
}
