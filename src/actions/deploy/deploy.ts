import { setMaxListeners } from 'node:events';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import { conflictIssues } from '../../release/apply/apply-object';
import { type ApplyResult, applyPlan } from '../../release/apply/apply-plan';
import type { DeployEventHandler } from '../../release/apply/deploy-event';
import { withSource } from '../../release/desired';
import { isEmpty, type Plan } from '../../release/plan/plan';
import { assertMayApply } from '../../release/rights/may-apply';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type EnvironmentDiff, environmentDiff } from '../diff/diff-live';
import { assertNamesCluster, type PlanEnvironmentOptions, planEnvironment } from './plans';
import { sourceCommitOf } from './source';

export interface ApplyPlansOptions {
  /** Whether to take fields that others own with other values. @default false */
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until everything is up. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for a step, and in the end for all of it. Milliseconds. @default 5 minutes */
  readonly timeoutMs?: number | undefined;
  /** Ends the work before its next change; objects that were applied stay. @default it runs to its end */
  readonly signal?: AbortSignal | undefined;
  /** Called for each object that was written, and while the deploy waits. @default nothing is called */
  readonly onEvent?: DeployEventHandler | undefined;
}

export interface DeployOptions extends PlanEnvironmentOptions, ApplyPlansOptions {
  /**
   * Called once before the first write, when something changes; with `false` nothing is written.
   * @default everything is written without asking
   */
  readonly confirm?: ((preview: EnvironmentDiff) => Promise<boolean>) | undefined;
}

export interface DeployResult {
  /** One for each application; empty when `confirm` said no. */
  readonly outcomes: readonly ApplyResult[];
  /** Warnings about the workspace. */
  readonly warnings: readonly Issue[];
}

const fiveMinutesMs = 300_000;

/**
 * Deploys what a workspace declares for an environment: `towpath deploy`. Applies its objects to the cluster that the
 * environment names, deletes those that are no longer declared, and keeps a record of the release there. Everything
 * that can be known before is checked before the first write.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 * @throws TowpathError with everything that is wrong with the workspace, or stands in the way in the cluster; then
 * nothing was written. Later with what failed while objects were applied or did not come up; those that were applied
 * stay.
 * @throws the reason of `signal` when it was aborted before the first write
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  const root = workspaceRoot(options.root);
  // Git is asked before the workspace is read: a commit made meanwhile is not what is deployed.
  const source = sourceCommitOf(root);
  const planned = await planEnvironment({ ...options, root });
  const { cluster, environment, warnings } = planned;
  const plans = planned.plans.map((plan) => ({ ...plan, desired: withSource(plan.desired, source) }));
  try {
    assertNamesCluster(environment);
    assertApplicable(plans);
    await assertMayApply(cluster, plans, options);
    const isQuiet = plans.every(isEmpty);
    const isMeant = isQuiet || !options.confirm || (await options.confirm(environmentDiff(planned)));
    options.signal?.throwIfAborted();
    if (!isMeant) return { outcomes: [], warnings };
    return { outcomes: await applyPlans(cluster, plans, options), warnings };
  } finally {
    await cluster.close();
  }
}

/**
 * Carries out what was planned for the applications of an environment, all at once.
 *
 * @param options with the workspace, whose commit is recorded
 * @param restores the revisions that are restored, by application
 * @throws TowpathError with what went wrong in any of them
 */
export async function applyPlans(
  cluster: Cluster,
  plans: readonly Plan[],
  {
    forceConflicts,
    wait,
    timeoutMs = fiveMinutesMs,
    signal = new AbortController().signal,
    onEvent,
  }: ApplyPlansOptions,
  restores: Readonly<Record<string, number>> = {},
): Promise<ApplyResult[]> {
  // Every application listens to the signal; by default Node.js warns when more than ten do.
  setMaxListeners(0, signal);
  return allSettled(
    plans.map((plan) => {
      const { application } = plan.desired;
      const revision = restores[application];
      return applyPlan(cluster, plan, {
        forceConflicts,
        wait,
        timeoutMs,
        signal,
        onEvent: (event) => onEvent?.({ ...event, application }),
        ...(revision !== undefined && { restores: revision }),
      });
    }),
  );
}

/**
 * Returns what a deploy would change: `towpath deploy --dry-run=server`. The cluster of the environment is asked by
 * server-side dry runs; nothing is written.
 *
 * @throws TowpathError with everything that would stop the deploy, conflicts included. `diffLive` returns these instead.
 */
export async function previewDeploy(options: PlanEnvironmentOptions): Promise<EnvironmentDiff> {
  const planned = await planEnvironment(options);
  await planned.cluster.close();
  assertApplicable(planned.plans);
  return environmentDiff(planned);
}

/** @throws TowpathError with everything that stands in the way of any of them */
export function assertApplicable(plans: readonly Plan[]): void {
  const issues = plans.flatMap((plan) => [
    ...plan.issues,
    ...plan.objects.flatMap(({ manifest, conflicts }) => conflictIssues(manifest, conflicts)),
  ]);
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
}
