import type { Cluster } from '../../cluster/cluster';
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
 * Deletes the objects of an application, then its releases and holds, the list of its kinds and its lease. A deletion
 * that was stopped in the middle can be run again: the records are deleted after the objects, and the list of kinds
 * after the releases.
 *
 * @param plan of an application that is emptied
 * @throws TowpathError with what could not be deleted
 */
export function removeApplication(
  cluster: Cluster,
  plan: Plan,
  options: Pick<ApplyPlanOptions, 'signal' | 'onEvent'>,
): Promise<ApplyResult> {
  const { instanceRef, desired } = plan;
  return recorded(plan, options, async (_, onEvent) => {
    await withLease(cluster, { ...instanceRef, workspace: desired.workspace ?? '' }, async (lost) => {
      const signal = AbortSignal.any([options.signal, lost]);
      await assertNotOvertaken(cluster, plan);
      await prune(cluster, plan, { signal, onEvent });
      await removeRecords(cluster, plan, signal);
    });
    return 'deleted';
  });
}

/** @param signal stops before the next record, because a deploy that has taken the lease over may have written it */
async function removeRecords(cluster: Cluster, { instanceRef, state }: Plan, signal: AbortSignal): Promise<void> {
  for (const { revision } of state.releases) {
    signal.throwIfAborted();
    await translateFailures(removeRelease(cluster, instanceRef, revision));
  }
  signal.throwIfAborted();
  await translateFailures(removeHolds(cluster, instanceRef));
  for (const ref of [parentRef(instanceRef), leaseRef(instanceRef)]) {
    signal.throwIfAborted();
    const found = await translateFailures(cluster.get(ref));
    if (found) await translateFailures(cluster.remove(found), found);
  }
}
