import { findEnvironment } from '../../assembly/assemble-workspace';
import type { Cluster } from '../../cluster/cluster';
import { type ConnectOptions, connect } from '../../cluster/connect';
import { translateFailures } from '../../cluster/failures';
import { type Issue, issueError, TowpathError, warningIssue } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import type { Environment } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import { instanceIn } from '../../environments/instance';
import type { ApplyResult } from '../../release/apply/apply-plan';
import { assertMayApply } from '../../release/rights/may-apply';
import { instanceRefOf } from '../../release/store/instance';
import { readReleases } from '../../release/store/record';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { workspaceFile } from '../../workspace/workspace-file';
import { type ApplyPlansOptions, applyPlans, assertApplicable } from '../deploy/deploy';
import { assertNamesCluster } from '../deploy/plans';
import { selectionOf } from '../deploy/selection';
import { type LiveDiff, liveDiff } from '../diff/live';
import { editPins, type PinChange } from '../pin/pin';
import { type CheckedRestore, checkedRestore } from './checked-restore';
import type { VerifiedPart } from './committed/verified';
import { changesBeyondPins, type PendingChange } from './pending-changes';
import { declaredPins, pinsOf } from './pins';
import { type ApplicationRef, restoredRelease } from './restored';

export interface RollbackOptions extends LoadOptions, ConnectOptions, ApplyPlansOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default everything that was deployed there */
  readonly flows?: readonly string[] | undefined;
  /** The release to go back to. @default the newest that came up, before the one that is there now */
  readonly to?: number | undefined;
  /**
   * Restore the record as it is, although git says otherwise or cannot tell. Objects that the application may not have,
   * and rights that it does not have, are refused all the same. @default false
   */
  readonly trustRecord?: boolean | undefined;
  /**
   * Called once before the first write; with `false` nothing is written.
   * @default everything is written without asking
   */
  readonly confirm?: ((preview: RollbackPreview) => Promise<boolean>) | undefined;
}

/** What a record of a release was held to before it is restored. */
export interface RestoreChecks {
  /** What git said, for each commit that the releases name. */
  readonly verified: readonly VerifiedPart[];
  /**
   * Applications whose code cannot be run: their objects are held to what stands in the cluster, and to what git has,
   * and not to what the workspace declares.
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
  /** Pins that were edited, so that the next deploy does not bring back what was taken back. */
  readonly pins: readonly PinChange[];
  /** What the next deploy would change, because the application's code says more than the release had. */
  readonly beyond: readonly PendingChange[];
  readonly warnings: readonly Issue[];
}

/**
 * Restores the objects of an earlier release, and the pins that it had. The record of the release is input, which
 * whoever may write ConfigMaps may have written: it is held to the workspace, to the cluster and to git before anything
 * is restored. The pins are edited first: a rollback that is killed leaves nothing behind that would bring back what was
 * meant to go.
 *
 * @throws TowpathError with everything that stands in the way; then nothing was written
 */
export async function rollback(options: RollbackOptions): Promise<RollbackResult> {
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  assertIsKnown(workspace);
  assertNamesCluster(environment);
  const cluster = connect(environment.props.cluster, options);
  try {
    const selected = await meantReleases(cluster, workspace, environment, options);
    const plans = selected.map(({ plan }) => plan);
    assertApplicable(plans);
    await assertMayApply(cluster, plans, options);
    const revisions = Object.fromEntries(selected.map(({ plan, revision }) => [plan.desired.application, revision]));
    const held: RestoreChecks = {
      verified: selected.flatMap(({ verified }) => verified),
      undeclared: selected.filter(({ declared }) => !declared.isWhole).map(({ plan }) => plan.desired.application),
    };
    const { context, server } = cluster;
    const preview = { cluster: { context, server }, ...liveDiff(plans), revisions, ...held };
    const isMeant = !options.confirm || (await options.confirm(preview));
    options.signal?.throwIfAborted();
    if (!isMeant) return { outcomes: [], pins: [], beyond: [], warnings: [], ...held };
    const { changes, warnings } = restorePins(workspace.root, environment, selected);
    const { root } = workspace;
    const outcomes = await applyPlans(cluster, plans, options, revisions);
    const beyond = await changesBeyondPins(
      { ...options, root },
      plans.map(({ desired }) => desired),
    );
    return { outcomes, pins: changes, beyond: beyond.objects, warnings: [...warnings, ...beyond.warnings], ...held };
  } finally {
    await cluster.close();
  }
}

/**
 * Where an application stands is said by the environments, and what a release has to be by `towpath.yaml`: these have
 * to be right, the code need not be.
 */
function assertIsKnown({ issues }: Workspace): void {
  const found = issues.filter(
    ({ severity, location: { file } = { file: '' } }) =>
      severity === 'error' && (file === workspaceFile || file.startsWith(`${environmentsFolder}/`)),
  );
  if (found.length > 0) throw new TowpathError(found);
}

/** The releases that are meant, of each application that was deployed here, checked and planned. */
async function meantReleases(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  options: RollbackOptions,
): Promise<CheckedRestore[]> {
  const { applications, unloaded = [] } = workspace;
  const ids = [...applications.map(({ id }) => id), ...unloaded].sort();
  const places = new Map(ids.map((id) => [id, placeOf(cluster, environment, id)]));
  const newest = await Promise.all(
    [...places].map(async ([application, place]) => {
      const [release] = await translateFailures(readReleases(cluster, place));
      return release ? [{ application, flows: Object.keys(release.flows) }] : [];
    }),
  );
  const selection = selectionOf(newest.flat(), options.flows);
  if (selection.size === 0) throw neverDeployed(environment);
  return allSettled(
    [...selection].map(async ([application, flows]) => {
      const restored = await restoredRelease(cluster, places.get(application) as ApplicationRef, options.to);
      return checkedRestore(cluster, workspace, environment, restored, { ...options, flows });
    }),
  );
}

/** Where an application stands, by its environment alone: its code may be broken when it has to be taken back. */
function placeOf(cluster: Cluster, environment: Environment, id: string): ApplicationRef {
  const instanceRef = instanceRefOf(instanceIn(environment, id), cluster);
  return { application: id, environment: environment.name, ...instanceRef };
}

/** What keeps the pins from being edited does not keep the cluster from being restored. */
function restorePins(
  root: string,
  environment: Environment,
  selected: readonly CheckedRestore[],
): { changes: readonly PinChange[]; warnings: readonly Issue[] } {
  const pins = selected.flatMap(({ plan: { desired }, flows, declared }) =>
    pinsOf(environment, desired.application, declaredPins(desired.flows, declared), (flow) => flows.includes(flow)),
  );
  try {
    return { changes: editPins(root, environment, pins), warnings: [] };
  } catch (error) {
    const pinTexts = pins.map(
      ({ path, tag, digest }) => `${path.join('.')}: ${[tag, digest].filter(Boolean).join('@')}`,
    );
    const hint = `say it by hand in ${environment.name}, or the next deploy brings the version back: ${pinTexts.join(', ')}`;
    const message = `the pins could not be edited: ${error instanceof Error ? error.message : error}`;
    return { changes: [], warnings: [warningIssue('pins-not-restored', message, { hint })] };
  }
}

function neverDeployed({ name }: Environment): TowpathError {
  const message = `nothing was deployed to ${name} by towpath, so there is nothing to go back to`;
  return issueError('release-unknown', message);
}
