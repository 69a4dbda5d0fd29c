import type { Cluster } from '../../cluster/cluster';
import type { ConnectOptions } from '../../cluster/connect';
import { translateFailures } from '../../cluster/failures';
import { type Issue, issueError, type TowpathError, warningIssue } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import type { Environment } from '../../environments/environment';
import { instanceIn } from '../../environments/instance';
import type { Hold } from '../../holds/hold';
import type { ApplyResult } from '../../release/apply/apply-result';
import { assertMayApply } from '../../release/rights/may-apply';
import { instanceRefOf } from '../../release/store/instance';
import { readReleases } from '../../release/store/record';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { type ApplyPlansOptions, applyPlans, assertApplicable } from '../deploy/deploy';
import { namedEnvironment } from '../deploy/named-environment';
import { selectionOf } from '../deploy/selection';
import { withServerWarnings } from '../deploy/with-server-warnings';
import { type LiveDiff, liveDiff } from '../diff/live';
import { declareHolds, recordHolds } from '../hold/write-holds';
import { editPins, type PinChange } from '../pin/edited-files';
import { type CheckedRestore, checkedRestore } from './checked-restore';
import type { VerifiedPart } from './committed/verified';
import { heldReleases } from './held-releases';
import { keptPins } from './kept-pins';
import { changesBeyondPins, type PendingChange } from './pending-changes';
import { declaredPins, pinsOf } from './pins';
import { type ApplicationRef, restoredRelease } from './restored';
import { takenBackHolds } from './taken-back';

export interface RollbackOptions extends LoadOptions, ConnectOptions, ApplyPlansOptions {
  /** Name of the environment. */
  readonly environment: string;
  /**
   * Applications and flows: `pssp`, `pssp/api` or `api`.
   * @default the applications whose newest release failed; with `to`, all that were deployed there
   */
  readonly flows?: readonly string[] | undefined;
  /** The number of the release to restore. @default the newest successful release before the current one */
  readonly to?: number | undefined;
  /**
   * Restore the release as it is stored in the cluster, even if it differs from git or cannot be compared with git.
   * Objects and rights that the application may not have are refused even so. @default false
   */
  readonly trustRecord?: boolean | undefined;
  /** Whether to edit the pins in the environment files, so that the next deploy restores the same. @default true */
  readonly editsPins?: boolean | undefined;
  /**
   * Called once before the first write; with `false` nothing is written.
   * @default everything is written without asking
   */
  readonly confirm?: ((preview: RollbackPreview) => Promise<boolean>) | undefined;
}

/** What the stored release was compared with before it is restored. */
export interface RestoreChecks {
  /** The result of the comparison with git, for each commit that the releases name. */
  readonly verified: readonly VerifiedPart[];
  /**
   * Applications whose code cannot run. Their objects are compared with the cluster and with git, and not with the
   * workspace.
   */
  readonly undeclared: readonly string[];
}

/** What a rollback would change. Plain data; the content of Secrets is masked. */
export interface RollbackPreview extends RestoreChecks, LiveDiff {
  /** The cluster that would change: the context of the kubeconfig, and the address of the API server. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Revisions that are restored, by application. */
  readonly revisions: Readonly<Record<string, number>>;
}

export interface RollbackResult extends RestoreChecks {
  readonly outcomes: readonly ApplyResult[];
  /** Pins that were edited, so that the next deploy does not undo the rollback. */
  readonly pins: readonly PinChange[];
  /** The versions that were taken back. No deploy brings a held version until the hold is lifted. */
  readonly holds: readonly Hold[];
  /** What the next deploy would change besides pins, because code or settings differ from the release. */
  readonly beyond: readonly PendingChange[];
  readonly warnings: readonly Issue[];
}

/**
 * Restores the objects and the pins of an earlier release. Anybody who may write ConfigMaps can change the stored
 * release, so it is compared with the workspace, the cluster and git before anything is restored. The versions
 * that are taken back are held and the pins are edited first: after a rollback that was killed, a deploy does not bring
 * the unwanted version back.
 *
 * @throws TowpathError with everything that prevents the rollback; then nothing was written
 */
export async function rollback(options: RollbackOptions): Promise<RollbackResult> {
  checkOptions(options, ['environment']);
  const { workspace, environment, cluster } = await namedEnvironment(options);
  return withServerWarnings(cluster, async () => {
    const selected = await selectedReleases(cluster, workspace, environment, options);
    if (selected.length === 0) return { ...nothingDone, warnings: [nothingFailed(environment, workspace)] };
    const plans = selected.map(({ plan }) => plan);
    const held = await heldReleases(cluster, environment, selected, options.to !== undefined);
    assertApplicable(plans, held);
    await assertMayApply(cluster, plans, options);
    const revisions = Object.fromEntries(selected.map(({ plan, revision }) => [plan.desired.application, revision]));
    const checks: RestoreChecks = {
      verified: selected.flatMap(({ verified }) => verified),
      undeclared: selected.filter(({ declared }) => !declared.isWhole).map(({ plan }) => plan.desired.application),
    };
    const { context, server } = cluster;
    const preview = { cluster: { context, server }, ...liveDiff(plans), revisions, ...checks };
    const isConfirmed = !options.confirm || (await options.confirm(preview));
    options.signal?.throwIfAborted();
    if (!isConfirmed) return { ...nothingDone, ...checks };
    const { root } = workspace;
    const taken = await takenBackHolds(cluster, root, selected);
    const holds = taken.flatMap((one) => one.holds);
    await recordHolds(cluster, environment, taken);
    const { changes, warnings } =
      options.editsPins === false ? noPins : await restorePins(root, environment, selected, holds);
    const outcomes = await applyPlans(cluster, plans, options, revisions);
    const beyond = await changesBeyondPins(
      { ...options, root },
      plans.map(({ desired }) => desired),
    );
    const notStored = outcomes.flatMap((one) => one.warnings ?? []);
    return {
      outcomes,
      pins: changes,
      holds,
      beyond: beyond.objects,
      warnings: [
        ...plans.flatMap(({ issues }) => issues),
        ...held,
        ...warnings,
        ...beyond.warnings,
        ...notStored,
        ...cluster.warnings(),
      ],
      ...checks,
    };
  });
}

const nothingDone: RollbackResult = {
  outcomes: [],
  pins: [],
  holds: [],
  beyond: [],
  warnings: [],
  verified: [],
  undeclared: [],
};

/**
 * The selected release of each selected application, checked and planned. A pipeline calls a rollback after any failed
 * deploy, so without names only the applications whose newest release failed are selected.
 */
async function selectedReleases(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  options: RollbackOptions,
): Promise<CheckedRestore[]> {
  const { applications, unloaded = [] } = workspace;
  const ids = [...applications.map(({ id }) => id), ...unloaded].sort();
  const places = new Map(ids.map((id) => [id, placeOf(cluster, workspace, environment, id)]));
  const newest = await Promise.all(
    [...places].map(async ([application, place]) => {
      const [release] = await translateFailures(readReleases(cluster, place));
      return release ? [{ application, flows: Object.keys(release.flows), state: release.state }] : [];
    }),
  );
  const known = newest.flat();
  if (known.length === 0) throw neverDeployed(environment);
  const isNamed = (options.flows ?? []).length > 0 || options.to !== undefined;
  const selectable = isNamed ? known : known.filter(({ state }) => state !== 'deployed');
  const selection = selectionOf(selectable, options.flows, `in the releases of \`${environment.name}\``, () =>
    workspace.environments.map(({ name }) => name),
  );
  return allSettled(
    [...selection].map(async ([application, flows]) => {
      const restored = await restoredRelease(cluster, places.get(application) as ApplicationRef, options.to);
      return checkedRestore(cluster, workspace, environment, restored, { ...options, flows });
    }),
  );
}

/** The instance and namespace of an application, from its environment alone, because its code may be broken. */
function placeOf(cluster: Cluster, { name }: Workspace, environment: Environment, id: string): ApplicationRef {
  const instanceRef = instanceRefOf(instanceIn(environment, id), cluster);
  return { workspace: name, application: id, environment: environment.name, ...instanceRef };
}

const noPins = { changes: [], warnings: [] };

/** Edits the pins, and writes the holds. If that fails, it returns a warning, and the cluster is restored even so. */
async function restorePins(
  root: string,
  environment: Environment,
  selected: readonly CheckedRestore[],
  holds: readonly Hold[],
): Promise<{ changes: readonly PinChange[]; warnings: readonly Issue[] }> {
  const pins = selected.flatMap(({ plan: { desired }, flows, declared }) =>
    pinsOf(environment, desired.application, declaredPins(desired.flows, declared), (flow) => flows.includes(flow)),
  );
  try {
    const changes = await editPins(root, environment, pins);
    const { warnings } = await declareHolds(root, environment, holds);
    return { changes, warnings: [...selected.flatMap((one) => keptPins(environment, one)), ...warnings] };
  } catch (error) {
    const pinTexts = pins.map(
      ({ path, tag, digest }) => `${path.join('.')}: ${[tag, digest].filter(Boolean).join('@')}`,
    );
    const hint = `set these pins in the files of \`${environment.name}\` yourself, or the next deploy undoes the rollback: ${pinTexts.join(', ')}`;
    const message = `the pins in the environment files could not be edited: ${error instanceof Error ? error.message : error}`;
    return { changes: [], warnings: [warningIssue('pins-not-restored', message, { hint })] };
  }
}

function neverDeployed({ name }: Environment): TowpathError {
  const message = `towpath has not deployed to the environment \`${name}\` yet, so there is no release to restore`;
  return issueError('release-unknown', message, { hint: `deploy to it with \`towpath deploy -e ${name}\`` });
}

function nothingFailed({ name }: Environment, { applications }: Workspace): Issue {
  const ids = applications.map(({ id }) => id);
  const application = ids.length === 1 ? ids[0] : 'APP';
  const message = `nothing was rolled back: the newest release of each application in \`${name}\` is deployed`;
  const hint = `to restore an earlier release, name the application: \`towpath rollback -e ${name} ${application}\``;
  return warningIssue('nothing-to-roll-back', message, { hint });
}
