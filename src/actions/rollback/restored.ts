import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { escapeHidden } from '../../data/escape-hidden';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { quoteValue } from '../../model/quote-value';
import type { DesiredApplication, DesiredObject } from '../../release/desired';
import type { InstanceRef } from '../../release/store/instance';
import { holdsNothing, readRecords, readReleasedObjects } from '../../release/store/record';
import type { Release } from '../../release/store/release';
import { contentRevision } from '../../release/store/restored-content';

/** What must be in the cluster again, and the release that it comes from. */
export interface RestoredRelease {
  readonly release: Release;
  readonly desired: DesiredApplication;
  /** Names of jobs that have run for any stored release. */
  readonly ran: ReadonlySet<string>;
}

/** An application and its instance. */
export interface ApplicationRef extends InstanceRef {
  /** The name of the workspace that restores it. */
  readonly workspace?: string;
  readonly application: string;
  readonly environment: string;
}

/**
 * The release to restore, with its objects. The record must name the same instance as the workspace.
 *
 * @param to its revision. @default the newest successful release before the current one
 * @throws TowpathError `release-unknown`; `release-record-invalid` if towpath has not written the record, and without a
 *   revision also if any other record is invalid, because the earlier release cannot be determined then
 */
export async function restoredRelease(cluster: Cluster, place: ApplicationRef, to?: number): Promise<RestoredRelease> {
  const { workspace = '', application, environment, instance, namespace } = place;
  const { releases, issues } = await translateFailures(readRecords(cluster, place));
  if (to === undefined && issues.length > 0) throw new TowpathError(issues);
  const candidates = to === undefined ? before(releases) : releases.filter(({ revision }) => revision === to);
  const found = await firstWithObjects(cluster, place, candidates);
  if (!found) throw new TowpathError([unknown(application, releases, to), ...issues]);
  const { release, objects } = found;
  assertIsOf(release, objects, place);
  const { flows, commit, dirty } = release;
  const source = { ...(commit !== undefined && { commit }), ...(dirty && { dirty }) };
  const ran = new Set(releases.flatMap((one) => one.ran));
  return {
    release,
    desired: { workspace, application, environment, instance, namespace, flows, objects, source },
    ran,
  };
}

/**
 * The first release that has objects of its own.
 * @throws TowpathError `release-unknown` if the objects of a release are not stored
 */
async function firstWithObjects(cluster: Cluster, place: ApplicationRef, candidates: readonly Release[]) {
  for (const release of candidates) {
    const objects = await translateFailures(readReleasedObjects(cluster, place, release.revision));
    if (!objects) throw new TowpathError([withoutObjects(place.application, release)]);
    if (!holdsNothing(objects)) return { release, objects };
  }
  return undefined;
}

function assertIsOf(release: Release, objects: readonly DesiredObject[], place: ApplicationRef): void {
  const which = `release ${release.revision} of ${place.application}`;
  const fields = (['application', 'environment'] as const).filter((field) => release[field] !== place[field]);
  const strays = objects.filter(({ flow }) => flow !== undefined && !Object.hasOwn(release.flows, flow));
  const issues = [
    ...fields.map((field) =>
      invalid(
        field,
        `the record of ${which} names the ${field} ${quoteValue(release[field])} instead of \`${place[field]}\``,
      ),
    ),
    ...strays.map(({ flow, manifest: { kind, metadata } }) =>
      invalid(
        'flow',
        `the record of ${which} contains ${kind}/${metadata.name} of the flow ${quoteValue(flow)}, but does not list this flow`,
      ),
    ),
  ];
  if (issues.length > 0) throw new TowpathError(issues);
}

function invalid(path: string, message: string): Issue {
  return errorIssue('release-record-invalid', escapeHidden(message), { path });
}

/**
 * The successful releases before the current one, newest first. A rollback that was killed continues. After a rollback the
 * current release is the restored one, so a second rollback goes further back, and never returns to the release that
 * was rolled back.
 */
function before(releases: readonly Release[]): Release[] {
  const [newest] = releases;
  if (!newest) return [];
  if (newest.state === 'started' && newest.restores !== undefined)
    return releases.filter(({ revision }) => revision === newest.restores);
  const now = contentRevision(newest, new Map(releases.map((one) => [one.revision, one])));
  return releases.filter(({ revision, state }) => revision < now && state === 'deployed');
}

function unknown(application: string, releases: readonly Release[], to: number | undefined): Issue {
  const kept = releases.map(({ revision }) => revision).join(', ');
  const message =
    to === undefined
      ? `there is no earlier release of \`${application}\` to restore`
      : `there is no release ${to} with objects of \`${application}\``;
  const hint =
    kept === ''
      ? 'deploy the application with towpath first'
      : `choose one of the stored releases with \`--to\`: ${kept}; \`towpath history\` describes them`;
  return failure(message, hint);
}

function withoutObjects(application: string, { revision }: Release): Issue {
  return failure(
    `the objects of release ${revision} of \`${application}\` are not stored`,
    'deploy the commit of that release instead; they were too large to be stored, or somebody deleted them',
  );
}

function failure(message: string, hint: string): Issue {
  return errorIssue('release-unknown', message, { hint });
}
