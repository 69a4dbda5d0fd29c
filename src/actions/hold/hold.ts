import type { ConnectOptions } from '../../cluster/connect';
import { translateFailures } from '../../cluster/failures';
import { type Issue, issueError, type TowpathError } from '../../diagnostics';
import { heldVersionText } from '../../environments/hold-properties';
import { distinctHolds, fixedVersion, type Hold, heldVersion, isHeldBy } from '../../holds/hold';
import { type DeclaredHold, type PlacedHold, placedHolds } from '../../holds/placed-hold';
import { versionText } from '../../model/image-version';
import { isUsualBranch } from '../../promotion/known-history';
import { removeHold, removeHolds } from '../../release/store/hold-record';
import { recordable } from '../../release/store/record-schema';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { namedEnvironment } from '../deploy/named-environment';
import { withServerWarnings } from '../deploy/with-server-warnings';
import { holdMessage } from '../edit/messages';
import { type CommitOptions, type EditResult, preparedEdits } from '../edit/prepared-edits';
import { declaredHolds } from './declared-holds';
import { type HeldInstance, heldInstances } from './instances';
import { plannedLifts } from './lifted';
import { declareHolds, holdEdits, recordHolds } from './write-holds';

export interface HoldsOptions extends LoadOptions, ConnectOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default all that are declared there */
  readonly flows?: readonly string[] | undefined;
}

export interface HoldOptions extends HoldsOptions, CommitOptions {
  /** The version to hold: a tag, a digest, or `TAG@DIGEST`. @default the version that runs */
  readonly version?: string | undefined;
  /** Why it is held. Control characters are replaced, and more than 1024 characters are cut off. */
  readonly why: string;
}

export interface LiftHoldOptions extends HoldsOptions, CommitOptions {
  /** The version that is no longer held. @default all */
  readonly version?: string | undefined;
}

export interface HoldResult extends EditResult {
  /** The holds that were written or lifted. */
  readonly holds: readonly Hold[];
  readonly warnings: readonly Issue[];
}

export interface EnvironmentHolds {
  /** Sorted by application, image and version. */
  readonly holds: readonly PlacedHold[];
  /** Records that towpath has not written. */
  readonly issues: readonly Issue[];
}

/**
 * The versions that an environment may not get: `towpath hold -e prod`. It reads the environment files and the records of
 * the cluster.
 *
 * @throws TowpathError if the environment names no cluster, or the cluster cannot be reached
 */
export async function holds(options: HoldsOptions): Promise<EnvironmentHolds> {
  checkOptions(options, ['environment']);
  const { workspace, environment, cluster } = await namedEnvironment(options);
  return withServerWarnings(cluster, async () => {
    const found = await heldInstances(cluster, workspace, environment, options.flows);
    return {
      holds: found.flatMap((one) => holdsOf(one, declaredHolds(environment))),
      issues: found.flatMap(({ issues }) => issues),
    };
  });
}

/**
 * Holds a version, so that no deploy and no promotion brings it: `towpath hold -e prod pssp --why "loses orders"`. The
 * hold is written into the records of the cluster, then into the environment file, and with `commit` into a commit. What
 * runs is not changed.
 *
 * @throws TowpathError `hold-unknown` if no version is named and none runs; then nothing was written
 */
export async function hold(options: HoldOptions): Promise<HoldResult> {
  checkOptions(options, ['environment', 'why']);
  const why = reasonIn(options.why);
  const version = versionIn(options.version);
  const { workspace, environment, cluster } = await namedEnvironment(options);
  return withServerWarnings(cluster, async () => {
    const instances = await heldInstances(cluster, workspace, environment, options.flows);
    const by = recordable(await translateFailures(cluster.user()));
    const at = new Date().toISOString();
    const declared = declaredHolds(environment);
    const found = instances.map(({ application, instanceRef, ...one }) => {
      const versions = versionsIn(one, version);
      const own = versions.map((held) => withKnownTime({ application, ...held, why, by, at }, declared));
      return { instanceRef, holds: distinctHolds(own) };
    });
    const all = found.flatMap((one) => one.holds);
    if (all.length === 0) throw nothingToHold(environment.name);
    if (!options.commit) {
      await recordHolds(cluster, environment, found);
      const { changes, warnings } = await declareHolds(workspace.root, environment, all);
      return { holds: all, changes, warnings: [...warnings, ...cluster.warnings()] };
    }
    const message = (who: string) => holdMessage('hold', environment.name, all, who);
    const request = { root: workspace.root, environment, edits: holdEdits(all), holder: 'hold' as const, message };
    const write = await preparedEdits(request, options);
    await recordHolds(cluster, environment, found);
    return { holds: all, ...(await write()), warnings: cluster.warnings() };
  });
}

/**
 * Lifts holds in both places: `towpath hold -e prod pssp --lift`.
 * @throws TowpathError `hold-unknown` if there is no such hold; then nothing was written
 */
export async function liftHold(options: LiftHoldOptions): Promise<HoldResult> {
  checkOptions(options, ['environment']);
  const version = versionIn(options.version);
  const { workspace, environment, cluster } = await namedEnvironment(options);
  return withServerWarnings(cluster, async () => {
    const instances = await heldInstances(cluster, workspace, environment, options.flows);
    const declared = declaredHolds(environment);
    const isMeant = (one: Hold) =>
      version === undefined || one.version === version || isHeldBy(one, heldVersion(version));
    const found = instances.map((one) => ({ ...one, lifted: holdsOf(one, declared).filter(isMeant) }));
    const lifted = found.flatMap((one) => one.lifted);
    const unreadable = version === undefined ? found.filter(({ images, issues }) => !images && issues.length > 0) : [];
    if (lifted.length + unreadable.length === 0) throw nothingHeld(environment.name);
    const { root } = workspace;
    const { edits, warnings } = plannedLifts(root, environment, lifted);
    const message = (who: string) => holdMessage('lift', environment.name, lifted, who);
    const write = await preparedEdits({ root, environment, edits, holder: 'hold', message }, options);
    const written = await write();
    for (const { instanceRef, lifted: own } of found)
      for (const one of own) await translateFailures(removeHold(cluster, instanceRef, one));
    for (const { instanceRef } of unreadable) await translateFailures(removeHolds(cluster, instanceRef));
    return { holds: lifted, ...written, warnings: [...warnings, ...cluster.warnings()] };
  });
}

/** The holds of one application, of the selected images. */
function holdsOf(
  { application, holds: recorded, images }: HeldInstance,
  declared: readonly DeclaredHold[],
): PlacedHold[] {
  const own = declared.filter((one) => one.application === application);
  return placedHolds(recorded, own).filter(({ image }) => images?.includes(image) ?? true);
}

/** A hold that the files have already, with its time there, so that a repeated command changes nothing. */
function withKnownTime(hold: Hold, declared: readonly DeclaredHold[]): Hold {
  const keys = ['application', 'image', 'version', 'why', 'by'] as const;
  const known = declared.find((one) => keys.every((key) => one[key] === hold[key]));
  return { ...hold, at: known?.at ?? hold.at };
}

/** The versions to hold: the given one of each image, else those that run. The tag of a branch is no version. */
function versionsIn(
  { flows, isDeployed }: Pick<HeldInstance, 'flows' | 'isDeployed'>,
  version: string | undefined,
): Pick<Hold, 'image' | 'version'>[] {
  return Object.values(flows).flatMap(({ builds: image, tag, digest }) => {
    if (image === undefined) return [];
    if (version !== undefined) return [{ image, version }];
    const running = versionText(fixedVersion({ tag, digest }, isUsualBranch));
    return isDeployed && running !== '' ? [{ image, version: running }] : [];
  });
}

function versionIn(version: string | undefined): string | undefined {
  if (version === undefined || heldVersionText.safeParse(version).success) return version;
  const message = 'found no version; expected a tag, a digest (sha256: and 64 hex digits), or TAG@DIGEST';
  throw issueError('invalid-value', message, { path: 'version' });
}

function reasonIn(why: string): string {
  if (/\S/.test(why)) return recordable(why);
  throw issueError('invalid-value', 'found no reason; expected a text that says why', { path: 'why' });
}

function nothingToHold(environment: string): TowpathError {
  const message = `nothing was held: no image that these applications build runs in \`${environment}\` with a version`;
  return issueError('hold-unknown', message, { hint: 'name the version, such as `--version v3`' });
}

function nothingHeld(environment: string): TowpathError {
  const hint = `\`towpath hold -e ${environment}\` lists the holds`;
  return issueError('hold-unknown', `there is no such hold in \`${environment}\``, { hint });
}
