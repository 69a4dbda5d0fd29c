import type { Cluster } from '../../cluster/cluster';
import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { Hold } from '../../holds/hold';
import type { ApplyResult } from '../../release/apply/apply-result';
import { assertMayApply } from '../../release/rights/may-apply';
import { checkOptions } from '../../workspace/check-options';
import type { Workspace } from '../../workspace/workspace';
import { applyPlans, assertApplicable } from '../deploy/deploy';
import { namedEnvironment } from '../deploy/named-environment';
import { withServerWarnings } from '../deploy/with-server-warnings';
import { liveDiff } from '../diff/live';
import { recordHolds } from '../hold/write-holds';
import type { PinChange } from '../pin/edited-files';
import type { CheckedRestore } from './checked-restore';
import { heldReleases } from './held-releases';
import { changesBeyondPins, type PendingChange } from './pending-changes';
import { restorePins } from './restore-pins';
import type { RestoreChecks, RollbackOptions } from './rollback-options';
import { selectedReleases } from './selected-releases';
import { takenBackHolds } from './taken-back';

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
    const checks: RestoreChecks = {
      verified: selected.flatMap(({ verified }) => verified),
      undeclared: selected.filter(({ declared }) => !declared.isWhole).map(({ plan }) => plan.desired.application),
    };
    const { context, server } = cluster;
    const revisions = revisionsOf(selected);
    const preview = { cluster: { context, server }, ...liveDiff(plans), revisions, ...checks };
    const isConfirmed = !options.confirm || (await options.confirm(preview));
    options.signal?.throwIfAborted();
    if (!isConfirmed) return { ...nothingDone, ...checks };
    const restored = await restore(selected, { cluster, environment, root: workspace.root }, options);
    const warnings = [...plans.flatMap(({ issues }) => issues), ...held, ...restored.warnings, ...cluster.warnings()];
    return { ...restored, warnings, ...checks };
  });
}

/** The revisions that are restored, by application. */
function revisionsOf(selected: readonly CheckedRestore[]): Record<string, number> {
  return Object.fromEntries(selected.map(({ plan, revision }) => [plan.desired.application, revision]));
}

interface RestorePlace {
  readonly cluster: Cluster;
  readonly environment: Environment;
  readonly root: string;
}

/** Holds the versions that are taken back, edits the pins, and then restores the objects. */
async function restore(
  selected: readonly CheckedRestore[],
  { cluster, environment, root }: RestorePlace,
  options: RollbackOptions,
): Promise<Omit<RollbackResult, keyof RestoreChecks>> {
  const plans = selected.map(({ plan }) => plan);
  const taken = await takenBackHolds(cluster, root, selected);
  const holds = taken.flatMap((one) => one.holds);
  await recordHolds(cluster, environment, taken);
  const { changes, warnings } =
    options.editsPins === false ? noPins : await restorePins(root, environment, selected, holds);
  const outcomes = await applyPlans(cluster, plans, options, revisionsOf(selected));
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
    warnings: [...warnings, ...beyond.warnings, ...notStored],
  };
}

const noPins = { changes: [], warnings: [] };

const nothingDone: RollbackResult = {
  outcomes: [],
  pins: [],
  holds: [],
  beyond: [],
  warnings: [],
  verified: [],
  undeclared: [],
};

function nothingFailed({ name }: Environment, { applications }: Workspace): Issue {
  const ids = applications.map(({ id }) => id);
  const application = ids.length === 1 ? ids[0] : 'APP';
  const message = `nothing was rolled back: the newest release of each application in \`${name}\` is deployed`;
  const hint = `to restore an earlier release, name the application: \`towpath rollback -e ${name} ${application}\``;
  return warningIssue('nothing-to-roll-back', message, { hint });
}
