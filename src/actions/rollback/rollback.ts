import { findEnvironment } from '../../assembly/assemble-workspace';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import type { Workspace } from '../../assembly/workspace';
import type { Cluster } from '../../cluster/cluster';
import { type ConnectOptions, connect } from '../../cluster/connect';
import { type Issue, TowpathError } from '../../diagnostics';
import { applicationOverlay, type Environment } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import type { Outcome } from '../../release/carry-out';
import { told } from '../../release/failures';
import type { Standing } from '../../release/identity';
import { type Plan, planApplication } from '../../release/plan/plan';
import { readReleases } from '../../release/record';
import { assertMayCarryOut } from '../../release/rights/may-carry-out';
import { assertCanBeCarriedOut, type CarryOutAllOptions, carryOutAll } from '../deploy/deploy';
import { assertNamesCluster } from '../deploy/plans';
import { selectionOf } from '../deploy/selection';
import { editPins, type PinChange } from '../pin/pin';
import { beyondThePin, type ObjectBeyond } from './beyond';
import { pinsOf } from './pins';
import { type Restored, restoredRelease } from './restored';

export interface RollbackOptions extends LoadOptions, ConnectOptions, CarryOutAllOptions {
  readonly environment: string;
  /** `pssp`, `pssp/api` or `api`. @default everything that was deployed there */
  readonly flows?: readonly string[] | undefined;
  /** The release to go back to. @default the newest that came up, before the one that is there now */
  readonly to?: number | undefined;
  /** Asked before anything is written; `false` ends it. @default nobody is asked */
  readonly confirm?: ((preview: RollbackPreview) => Promise<boolean>) | undefined;
}

export interface RollbackPreview {
  readonly cluster: Cluster;
  readonly plans: readonly Plan[];
  /** Revisions that are restored, by application. */
  readonly revisions: Readonly<Record<string, number>>;
}

export interface RollbackResult {
  readonly outcomes: readonly Outcome[];
  /** Pins that were edited, so that the next deploy does not bring back what was taken back. */
  readonly pins: readonly PinChange[];
  /** What the next deploy would change, because the application's code says more than the release had. */
  readonly beyond: readonly ObjectBeyond[];
  readonly warnings: readonly Issue[];
}

/**
 * Restores the objects of an earlier release, and the pins that it had. The pins are edited first: a rollback that is
 * killed leaves nothing behind that would bring back what was meant to go.
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
    const meant = await meantReleases(cluster, workspace, environment, options);
    const plans = await Promise.all(
      meant.map(({ restored: { desired }, flows }) =>
        planApplication(cluster, desired, { ...options, flows, restores: true }),
      ),
    );
    assertCanBeCarriedOut(plans);
    await assertMayCarryOut(cluster, plans, options);
    const revisions = Object.fromEntries(
      meant.map(({ restored }) => [restored.desired.application, restored.release.revision]),
    );
    const isMeant = !options.confirm || (await options.confirm({ cluster, plans, revisions }));
    options.signal?.throwIfAborted();
    if (!isMeant) return nothing;
    const { changes, warnings } = restorePins(workspace.root, environment, meant);
    const { root } = workspace;
    const outcomes = await carryOutAll(cluster, plans, { ...options, root }, revisions);
    const beyond = await beyondThePin(
      { ...options, root },
      meant.map(({ restored }) => restored.desired),
    );
    return { outcomes, pins: changes, beyond: beyond.objects, warnings: [...warnings, ...beyond.warnings] };
  } finally {
    await cluster.close();
  }
}

/** Where an application stands is said by the environments alone: they have to be right, the code need not be. */
function assertIsKnown({ issues }: Workspace): void {
  const found = issues.filter(
    ({ severity, location }) => severity === 'error' && location?.file.startsWith(`${environmentsFolder}/`),
  );
  if (found.length > 0) throw new TowpathError(found);
}

const nothing: RollbackResult = { outcomes: [], pins: [], beyond: [], warnings: [] };

interface Meant {
  readonly restored: Restored;
  readonly flows: readonly string[] | undefined;
}

/** The releases that are meant, of each application that was deployed here. */
async function meantReleases(
  cluster: Cluster,
  { applications, unloaded = [] }: Workspace,
  environment: Environment,
  { flows, to }: RollbackOptions,
): Promise<Meant[]> {
  const ids = [...applications.map(({ id }) => id), ...unloaded].sort();
  const standings = new Map(ids.map((id) => [id, standingOf(cluster, environment, id)]));
  const newest = await Promise.all(
    [...standings].map(async ([application, standing]) => {
      const [release] = await told(readReleases(cluster, standing));
      return release ? [{ application, flows: Object.keys(release.flows) }] : [];
    }),
  );
  const selection = selectionOf(newest.flat(), flows);
  if (selection.size === 0) throw neverDeployed(environment);
  return Promise.all(
    [...selection].map(async ([application, names]) => {
      const standing = standings.get(application) as Standing;
      return { restored: await restoredRelease(cluster, standing, application, to), flows: names };
    }),
  );
}

/** Where an application stands, by its environment alone: its code may be broken when it has to be taken back. */
function standingOf(cluster: Cluster, environment: Environment, id: string): Standing {
  const overlay = applicationOverlay(environment, id);
  return {
    instance: overlay.instance ?? id,
    namespace: overlay.namespace ?? environment.props.namespace ?? cluster.namespace,
  };
}

/** What keeps the pins from being edited does not keep the cluster from being restored. */
function restorePins(
  root: string,
  environment: Environment,
  meant: readonly Meant[],
): { changes: readonly PinChange[]; warnings: readonly Issue[] } {
  const pins = meant.flatMap(({ restored: { desired }, flows }) =>
    pinsOf(environment, desired.application, desired.flows, (flow) => flows?.includes(flow) ?? true),
  );
  try {
    return { changes: editPins(root, environment, pins), warnings: [] };
  } catch (error) {
    const said = pins.map(({ path, tag, digest }) => `${path.join('.')}: ${[tag, digest].filter(Boolean).join('@')}`);
    const hint = `say it by hand in ${environment.name}, or the next deploy brings the version back: ${said.join(', ')}`;
    const message = `the pins could not be edited: ${error instanceof Error ? error.message : error}`;
    return { changes: [], warnings: [{ code: 'pins-not-restored', severity: 'warning', message, hint }] };
  }
}

function neverDeployed({ name }: Environment): TowpathError {
  const message = `nothing was deployed to ${name} by towpath, so there is nothing to go back to`;
  return new TowpathError([{ code: 'release-unknown', severity: 'error', message }]);
}
