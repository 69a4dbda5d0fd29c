import { setMaxListeners } from 'node:events';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import type { LiftedRule } from '../../promotion/lifted-rule';
import { conflictIssues } from '../../release/apply/apply-object';
import { applyPlan } from '../../release/apply/apply-plan';
import type { ApplyResult } from '../../release/apply/apply-result';
import type { DeployEventHandler } from '../../release/apply/deploy-event';
import { withSource } from '../../release/desired';
import { isEmpty, type Plan } from '../../release/plan/plan';
import { assertMayApply } from '../../release/rights/may-apply';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type EnvironmentDiff, environmentDiff } from '../diff/diff-live';
import { assertSamePlan } from '../diff/same-plan';
import { planOf, type SavedPlan } from '../diff/saved-plan';
import { closedGatesOf } from '../gates/closed-gates';
import { assertNamesCluster, type PlanEnvironmentOptions, planEnvironment } from './plans';
import { sourceCommitOf } from './source';
import { withServerWarnings } from './with-server-warnings';

export interface ApplyPlansOptions {
  /** Whether to take over fields that other field managers own with other values. @default false */
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until all objects are ready. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for one step, and for all objects at the end. Milliseconds. @default 5 minutes */
  readonly timeoutMs?: number | undefined;
  /** How long to wait while nothing changes. Milliseconds. @default as long as `timeoutMs` */
  readonly activityTimeoutMs?: number | undefined;
  /** How often a container may fail before the deploy fails. @default 3 */
  readonly failuresAllowed?: number | undefined;
  /**
   * Whether a failed deploy returns the last lines and events of pods that are not ready. The values of Secrets that the
   * application names are masked. @default false
   */
  readonly logs?: boolean | undefined;
  /** Stops the deploy before its next change. Objects that were applied stay. @default the deploy is not stopped */
  readonly signal?: AbortSignal | undefined;
  /** Called for each object that was written, and while the deploy waits. @default nothing is called */
  readonly onEvent?: DeployEventHandler | undefined;
}

export interface DeployOptions extends PlanEnvironmentOptions, ApplyPlansOptions {
  /**
   * The plan that was reviewed, from `diffLive`. A deploy that would do anything else is refused as `plan-differs`.
   * @default what is declared is deployed
   */
  readonly reviewed?: SavedPlan | undefined;
  /** Why to deploy although a gate is closed. The release records the reason. @default a closed gate stops the deploy */
  readonly override?: string | undefined;
  /** The rules that the promotion of these versions broke, as `Promotion.lifted` names them. @default none */
  readonly lifted?: readonly LiftedRule[] | undefined;
  /**
   * Called once before the first write, when something changes; with `false` nothing is written.
   * @default everything is written without asking
   */
  readonly confirm?: ((preview: EnvironmentDiff) => Promise<boolean>) | undefined;
}

/** What a preview compares and asks. */
export type PreviewDeployOptions = PlanEnvironmentOptions & Pick<DeployOptions, 'reviewed'>;

export interface DeployResult {
  /** One for each application. Empty if `confirm` returned `false`. */
  readonly outcomes: readonly ApplyResult[];
  /** Warnings about the workspace, the checkout and releases that could not be stored, and those of the API server. */
  readonly warnings: readonly Issue[];
}

const fiveMinutesMs = 300_000;

/**
 * Deploys what a workspace declares for an environment: `towpath deploy`. It applies the objects to the cluster of the
 * environment, deletes objects that are no longer declared, and stores a record of the release there. All checks that
 * are possible run before the first write.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 * @throws TowpathError with everything that is wrong with the workspace or prevents the deploy in the cluster; then
 * nothing was written. After the first write, with the objects that could not be applied or did not become ready;
 * objects that were applied stay.
 * @throws the reason of `signal` if it was aborted before the first write
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  checkOptions(options, ['environment']);
  const root = workspaceRoot(options.root);
  // The commit is read before the workspace, because a commit that is made meanwhile is not deployed.
  const commit = sourceCommitOf(root);
  const planned = await planEnvironment({ ...options, root }, assertNamesCluster);
  const { cluster } = planned;
  const plans = planned.plans.map((plan) => ({ ...plan, desired: withSource(plan.desired, commit) }));
  return withServerWarnings(cluster, async () => {
    if (options.reviewed) assertSamePlan(options.reviewed, planOf(environmentDiff(planned), plans));
    const { signal } = options;
    const closed = await closedGatesOf({ ...planned, commit }, options, {
      runs: options.override === undefined ? 'if-open' : 'skip',
      signal,
    });
    assertApplicable(plans, options.override === undefined ? closed : []);
    const warnings = [...planned.warnings, ...plans.flatMap(({ issues }) => issues)];
    await assertMayApply(cluster, plans, options);
    const isMeant = plans.every(isEmpty) || !options.confirm || (await options.confirm(environmentDiff(planned)));
    options.signal?.throwIfAborted();
    const override = closed.length > 0 ? options.override : undefined;
    const outcomes = isMeant ? await applyPlans(cluster, plans, { ...options, override }) : [];
    const notStored = outcomes.flatMap((one) => one.warnings ?? []);
    return { outcomes, warnings: [...warnings, ...notStored, ...cluster.warnings()] };
  });
}

/**
 * Applies the plans of all applications of an environment at the same time.
 *
 * @param restores the revisions that are restored, by application
 * @throws TowpathError with the problems of all plans
 */
export async function applyPlans(
  cluster: Cluster,
  plans: readonly Plan[],
  {
    forceConflicts,
    wait,
    timeoutMs = fiveMinutesMs,
    activityTimeoutMs,
    failuresAllowed,
    logs,
    signal = new AbortController().signal,
    onEvent,
    override,
    lifted,
  }: ApplyPlansOptions & Pick<DeployOptions, 'override' | 'lifted'>,
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
        activityTimeoutMs,
        failuresAllowed,
        logs,
        signal,
        override,
        lifted,
        onEvent: (event) => onEvent?.({ ...event, application }),
        ...(revision !== undefined && { restores: revision }),
      });
    }),
  );
}

/**
 * Returns what a deploy would change: `towpath deploy --dry-run=server`. It sends server-side dry runs to the
 * cluster of the environment. Nothing is written.
 *
 * @throws TowpathError with everything that would stop the deploy, including conflicts, which `diffLive` returns instead,
 *   and `plan-differs` if the deploy would not do what was reviewed
 */
export async function previewDeploy(options: PreviewDeployOptions): Promise<EnvironmentDiff> {
  checkOptions(options, ['environment']);
  const commit = sourceCommitOf(workspaceRoot(options.root));
  const planned = await planEnvironment(options);
  return withServerWarnings(planned.cluster, async () => {
    if (options.reviewed) assertSamePlan(options.reviewed, planOf(environmentDiff(planned), planned.plans));
    assertApplicable(planned.plans);
    const closed = await closedGatesOf({ ...planned, commit }, options, { runs: 'never' });
    const warnings = closed.map((issue): Issue => ({ ...issue, severity: 'warning' }));
    return environmentDiff({ ...planned, warnings: [...planned.warnings, ...warnings] });
  });
}

/**
 * @param closed the errors of closed gates
 * @throws TowpathError with everything that prevents any of the plans
 */
export function assertApplicable(plans: readonly Plan[], closed: readonly Issue[] = []): void {
  const issues = [
    ...closed,
    ...plans.flatMap((plan) => [
      ...plan.issues,
      ...plan.objects.flatMap(({ manifest, conflicts }) => conflictIssues(manifest, conflicts)),
    ]),
  ];
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
}
