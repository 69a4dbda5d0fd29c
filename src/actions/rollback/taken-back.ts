import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { distinctHolds, fixedVersion, type Hold } from '../../holds/hold';
import { isSameVersion, versionText } from '../../model/image-version';
import { noHistory } from '../../promotion/known-history';
import { recordable } from '../../release/store/record-schema';
import { gitHistory } from '../git/history';
import type { InstanceHolds } from '../hold/write-holds';
import type { CheckedRestore } from './checked-restore';

/**
 * A hold for each version that a rollback takes back, of the images that the application builds. The tag of a branch
 * names another version after each build, so only its digest is held.
 */
export async function takenBackHolds(
  cluster: Cluster,
  root: string,
  selected: readonly CheckedRestore[],
): Promise<InstanceHolds[]> {
  const { isBranch } = gitHistory(root) ?? noHistory;
  const by = recordable(await translateFailures(cluster.user()));
  const at = new Date().toISOString();
  return selected.map(({ plan, revision, flows }) => {
    const { desired, state, instanceRef } = plan;
    const { application } = desired;
    const [newest] = state.releases;
    const why = `rolled back from release ${newest?.revision} to release ${revision}`;
    const holds = flows.flatMap((flow): Hold[] => {
      const [before, after] = [newest?.flows[flow], desired.flows[flow]];
      const image = before?.builds;
      if (!before || image === undefined) return [];
      const version = versionText(fixedVersion(before, isBranch));
      return isSameVersion(before, after ?? {}) || version === '' ? [] : [{ application, image, version, why, by, at }];
    });
    return { instanceRef, holds: distinctHolds(holds) };
  });
}
