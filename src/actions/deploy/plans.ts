import type { Cluster } from '../../cluster/cluster';
import { type ConnectOptions, connect } from '../../cluster/connect';
import { type Issue, issueError } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import { type Environment, locateIn } from '../../environments/environment';
import type { ImageUse } from '../../promotion/image-use';
import { type Plan, planApplication } from '../../release/plan/plan';
import type { PlanOptions } from '../../release/plan/plan-object';
import type { PruneOptions } from '../../release/plan/prune';
import { wasDeployed } from '../../release/plan/was-deployed';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { withHeldVersions } from '../hold/held-plans';
import { checkoutBehindIssues } from './checkout-behind';
import { desiredEnvironment, nothingToDeploy } from './desired-environment';

export interface PlanEnvironmentOptions extends LoadOptions, ConnectOptions, PlanOptions, PruneOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default everything that is declared there */
  readonly flows?: readonly string[] | undefined;
  /** Take over the objects that another workspace deployed under the same instance. @default false */
  readonly takeSet?: boolean | undefined;
}

export interface EnvironmentPlan {
  /** The caller closes it. */
  readonly cluster: Cluster;
  readonly environment: Environment;
  /** The folder of the workspace. */
  readonly root: string;
  /** The images that the applications build, with their pins. */
  readonly uses: readonly ImageUse[];
  /** One for each application. */
  readonly plans: readonly Plan[];
  /** Warnings about the workspace, and about a checkout that is older than what runs. */
  readonly warnings: readonly Issue[];
}

/**
 * What a deploy to an environment would do. Nothing is written.
 *
 * @param check is called before a cluster is asked
 * @throws TowpathError with everything that is wrong with the workspace, or if the cluster cannot be reached
 */
export async function planEnvironment(
  options: PlanEnvironmentOptions,
  check?: (environment: Environment) => void,
): Promise<EnvironmentPlan> {
  checkOptions(options, ['environment']);
  const root = workspaceRoot(options.root);
  const { environment, applications, selection, uses, warnings } = await desiredEnvironment({
    ...options,
    withEmptied: true,
  });
  check?.(environment);
  const cluster = connect(environment.props.cluster, options);
  try {
    const planned = await allSettled(
      applications.map((desired) => {
        const flows = selection.get(desired.application);
        return planApplication(cluster, desired, { ...options, flows });
      }),
    );
    const deployable = planned.filter((plan) => !plan.desired.isEmptied || wasDeployed(plan.desired, plan));
    const plans = await withHeldVersions(cluster, environment, deployable);
    if (plans.length === 0) throw nothingToDeploy(environment.name);
    const behind = checkoutBehindIssues(root, plans);
    return { cluster, environment, root, uses, plans, warnings: [...warnings, ...behind] };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

/**
 * Checks that an environment sets its cluster, because towpath writes to no other cluster.
 * @throws TowpathError `cluster-not-named`
 */
export function assertNamesCluster(environment: Environment): void {
  const { context, server } = environment.props.cluster ?? {};
  if (context || server) return;
  const location = locateIn(environment, ['namespace']);
  throw issueError('cluster-not-named', `the environment \`${environment.name}\` does not set its cluster`, {
    hint: 'set `cluster: { context: … }` in the environment file; `kubectl config get-contexts` lists the names',
    path: 'cluster',
    location: location ? { file: location.file } : undefined,
  });
}
