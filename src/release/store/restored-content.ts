import type { Release } from './release';

/** The part of a release that says which release it restores. */
type Restoring = Pick<Release, 'revision' | 'restores'>;

/**
 * The number of the release whose content a release has: its own number, or for a rollback that of the release that it
 * restores, which may itself be a rollback.
 *
 * @param byRevision the stored releases of the same instance
 */
export function contentRevision(release: Restoring, byRevision: ReadonlyMap<number, Restoring>): number {
  let { revision, restores } = release;
  // The loop ends, because a record must restore an earlier release.
  while (restores !== undefined) {
    revision = restores;
    restores = byRevision.get(revision)?.restores;
  }
  return revision;
}
