import type { LiveObject } from '../../cluster/cluster';
import { creatorOf, newestPods } from '../../release/readiness/newest-pods';
import type { KeptRelease } from './kept-releases';
import type { WorkloadRelations } from './survey';
import { createdAt } from './version';

/**
 * When the version that runs came: with the release that brought it. Where all releases that are kept have it, it may
 * be older than they are, and what runs tells more.
 */
export function versionSince(
  workload: LiveObject,
  release: KeptRelease | undefined,
  releases: readonly KeptRelease[],
  related: WorkloadRelations,
): string | undefined {
  const isFirst = release !== undefined && (release.revision === 1 || release !== releases.at(-1));
  return (isFirst ? release.at : runningSince(workload, related)) ?? release?.at;
}

/** With its ReplicaSet, or with the oldest of its pods; undefined where what changed since cannot be told. */
function runningSince(workload: LiveObject, related: WorkloadRelations): string | undefined {
  const creator = creatorOf(workload, related);
  if (creator && creator !== workload) return createdAt(creator) || undefined;
  // A job never changes; any other object as long as it is its first generation.
  if (workload.kind === 'Job' || workload.metadata.generation === 1) return createdAt(workload) || undefined;
  return newestPods(workload, related).map(createdAt).sort()[0];
}
