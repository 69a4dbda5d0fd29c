import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { entriesOf, isOurs } from '../../cluster/managed-fields/managers';
import { issueError } from '../../diagnostics';
import { type LiveState, readLiveState } from '../plan/live-state';
import type { Plan } from '../plan/plan';
import { readReleases } from '../store/record';

/**
 * Checks that a plan is still true once the lease keeps other deploys away: another deploy may have changed objects
 * between the plan and the lease, or before it was killed.
 *
 * @throws TowpathError `deploy-overtaken`
 */
export async function assertNotOvertaken(cluster: Cluster, plan: Plan): Promise<void> {
  const [newest] = await translateFailures(readReleases(cluster, plan.instanceRef));
  const known = plan.state.releases[0];
  const isSame = newest?.revision === known?.revision && newest?.state === known?.state;
  if (isSame && (known?.state !== 'started' || (await isUntouched(cluster, plan)))) return;
  const message = newest
    ? `release ${newest.revision} was deployed by ${newest.by} after this deploy was planned`
    : 'the records of earlier releases were deleted after this deploy was planned';
  const hint = 'nothing was written; look at the diff again, and repeat the deploy or the rollback';
  throw issueError('deploy-overtaken', message, { hint });
}

async function isUntouched(cluster: Cluster, { instanceRef, state, objects }: Plan): Promise<boolean> {
  const manifests = objects.map(({ manifest }) => manifest);
  return isDeepStrictEqual(
    written(await translateFailures(readLiveState(cluster, instanceRef, manifests, false))),
    written(state),
  );
}

/** The fields that deploys wrote, without what controllers changed since. */
function written({ objects }: LiveState): object {
  return Object.fromEntries(
    [...objects].map(([key, object]) => [key, [object.metadata.uid, entriesOf(object).filter(isOurs)]]),
  );
}
