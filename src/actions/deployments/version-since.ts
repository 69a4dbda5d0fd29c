import type { LiveObject } from '../../cluster/cluster';
import { creatorOf, newestPods } from '../../release/readiness/newest-pods';
import type { KeptRelease } from './kept-releases';
import type { WorkloadRelations } from './survey';
import { createdAt } from './version';

/**
 * When the running version was deployed: at the time of the release that brought it. If all stored releases have it, it
 * may be older, and the age of the running objects is used.
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

/** The creation time of its ReplicaSet, or of its oldest pod; undefined if it is not known what has changed since. */
function runningSince(workload: LiveObject, related: WorkloadRelations): string | undefined {
  const creator = creatorOf(workload, related);
  if (creator && creator !== workload) return createdAt(creator) || undefined;
  // A job never changes. Any other object has not changed if it is in its first generation.
  if (workload.kind === 'Job' || workload.metadata.generation === 1) return createdAt(workload) || undefined;
  return newestPods(workload, related).map(createdAt).sort()[0];
}
