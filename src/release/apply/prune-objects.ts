import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { allSettled } from '../../diagnostics/all-settled';
import type { Plan } from '../plan/plan';
import { isDeleted } from '../plan/prune';
import type { ApplyPlanOptions } from './apply-options';
import { changed } from './apply-result';

/** Deletes the objects of an application that are no longer declared. */
export async function prune(
  cluster: Cluster,
  { prunes }: Pick<Plan, 'prunes'>,
  { signal, onEvent }: Pick<ApplyPlanOptions, 'signal' | 'onEvent'>,
): Promise<void> {
  await allSettled(
    prunes.filter(isDeleted).map(async ({ live }) => {
      signal.throwIfAborted();
      await translateFailures(cluster.remove(live), live);
      onEvent({ type: 'object', ...changed(live, 'pruned') });
    }),
  );
}
