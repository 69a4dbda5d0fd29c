import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import type { DesiredApplication } from '../../release/desired';
import { told } from '../../release/failures';
import type { Standing } from '../../release/identity';
import { type Release, readReleasedObjects, readReleases } from '../../release/record';

/** What is to stand in the cluster again, and which release that was. */
export interface Restored {
  readonly release: Release;
  readonly desired: DesiredApplication;
}

/**
 * The release to go back to, with its objects.
 *
 * @param to its revision. @default the newest that came up, before the one that is there now
 * @throws TowpathError `release-unknown`
 */
export async function restoredRelease(
  cluster: Cluster,
  standing: Standing,
  application: string,
  to?: number,
): Promise<Restored> {
  const releases = await told(readReleases(cluster, standing));
  const release = to === undefined ? before(releases) : releases.find(({ revision }) => revision === to);
  if (!release) throw unknown(application, releases, to);
  const objects = await told(readReleasedObjects(cluster, standing, release.revision));
  if (!objects) throw withoutObjects(application, release);
  const { environment, instance, flows } = release;
  return { release, desired: { application, environment, instance, namespace: standing.namespace, flows, objects } };
}

/**
 * The newest that came up, before what is there now; a rollback that was killed goes on. After a rollback, what is
 * there now is the release that was restored: going back twice leads further back, and never to what was taken back.
 */
function before(releases: readonly Release[]): Release | undefined {
  const [newest] = releases;
  if (!newest) return undefined;
  if (newest.state === 'started' && newest.restores !== undefined)
    return releases.find(({ revision }) => revision === newest.restores);
  const now = contentOf(newest, releases);
  return releases.find(({ revision, state }) => revision < now && state === 'deployed');
}

/** The release whose objects one has: its own, or, by way of rollbacks, an earlier one's. */
function contentOf({ revision, restores }: Release, releases: readonly Release[]): number {
  if (restores === undefined) return revision;
  const restored = releases.find((one) => one.revision === restores);
  return restored ? contentOf(restored, releases) : restores;
}

function unknown(application: string, releases: readonly Release[], to: number | undefined): TowpathError {
  const kept = releases.map(({ revision }) => revision).join(', ');
  const message =
    to === undefined
      ? `there is no release of ${application} to go back to`
      : `there is no release ${to} of ${application}`;
  const hint =
    kept === '' ? 'nothing was deployed by towpath here yet' : `kept are ${kept}; \`towpath history\` shows them`;
  return failure(message, hint);
}

function withoutObjects(application: string, { revision }: Release): TowpathError {
  return failure(
    `the objects of release ${revision} of ${application} are not kept`,
    'its deploy was killed before it wrote them down, or they were too large; deploy the commit of that release instead',
  );
}

function failure(message: string, hint: string): TowpathError {
  const issue: Issue = { code: 'release-unknown', severity: 'error', message, hint };
  return new TowpathError([issue]);
}
