import { workspaceRoot } from '../../assembly/workspace-root';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import { allSettled } from '../../release/all-settled';
import { conflictIssues } from '../../release/apply-object';
import { carryOut, type Outcome } from '../../release/carry-out';
import { madeFrom } from '../../release/desired';
import { isEmpty, type Plan } from '../../release/plan/plan';
import type { Tell } from '../../release/progress';
import { assertMayCarryOut } from '../../release/rights/may-carry-out';
import { assertNamesCluster, type EnvironmentPlan, type PlanEnvironmentOptions, planEnvironment } from './plans';
import { sourceOf } from './source';

export interface CarryOutAllOptions {
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until everything is up. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for a step, and in the end for all of it. Milliseconds. @default 5 minutes */
  readonly timeoutMs?: number | undefined;
  /** Ends the deploy where it is; what was applied stays. */
  readonly signal?: AbortSignal | undefined;
  readonly tell?: Tell | undefined;
}

export interface DeployOptions extends PlanEnvironmentOptions, CarryOutAllOptions {
  /** Asked before anything is written; `false` ends it. @default nobody is asked */
  readonly confirm?: ((plan: EnvironmentPlan) => Promise<boolean>) | undefined;
}

export interface DeployResult {
  /** One for each application; none when it was not confirmed. */
  readonly outcomes: readonly Outcome[];
  readonly warnings: readonly Issue[];
}

const fiveMinutesMs = 300_000;

/**
 * Deploys what a workspace declares for an environment. Everything that could go wrong and can be known before is
 * found before anything is written.
 *
 * @throws TowpathError with all of it
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  const root = workspaceRoot(options.root);
  // Git is asked before the workspace is read: a commit made meanwhile is not what is deployed.
  const source = sourceOf(root);
  const planned = await planEnvironment({ ...options, root });
  const { cluster, environment, warnings } = planned;
  const plans = planned.plans.map((plan) => ({ ...plan, desired: madeFrom(plan.desired, source) }));
  try {
    assertNamesCluster(environment);
    assertCanBeCarriedOut(plans);
    await assertMayCarryOut(cluster, plans, options);
    const isQuiet = plans.every(isEmpty);
    const isMeant = isQuiet || !options.confirm || (await options.confirm(planned));
    options.signal?.throwIfAborted();
    if (!isMeant) return { outcomes: [], warnings };
    return { outcomes: await carryOutAll(cluster, plans, options), warnings };
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
export async function carryOutAll(
  cluster: Cluster,
  plans: readonly Plan[],
  { forceConflicts, wait, timeoutMs = fiveMinutesMs, signal = new AbortController().signal, tell }: CarryOutAllOptions,
  restores: Readonly<Record<string, number>> = {},
): Promise<Outcome[]> {
  return allSettled(
    plans.map((plan) => {
      const { application } = plan.desired;
      const revision = restores[application];
      return carryOut(cluster, plan, {
        forceConflicts,
        wait,
        timeoutMs,
        signal,
        tell: (event) => tell?.({ ...event, application }),
        ...(revision !== undefined && { restores: revision }),
      });
    }),
  );
}

/**
 * What a deploy would do, found out by the server's dry runs.
 * @throws TowpathError with all that would stop it
 */
export async function previewDeploy(options: PlanEnvironmentOptions): Promise<EnvironmentPlan> {
  const planned = await planEnvironment(options);
  await planned.cluster.close();
  assertCanBeCarriedOut(planned.plans);
  return planned;
}

/** @throws TowpathError with everything that stands in the way of any of them */
export function assertCanBeCarriedOut(plans: readonly Plan[]): void {
  const issues = plans.flatMap((plan) => [
    ...plan.issues,
    ...plan.objects.flatMap(({ manifest, conflicts }) => conflictIssues(manifest, conflicts)),
  ]);
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
}
