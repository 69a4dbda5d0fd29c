import type { Issue } from '../../diagnostics';
import { type EnvironmentPlan, type PlanEnvironmentOptions, planEnvironment } from '../deploy/plans';
import { type LiveDiff, liveDiff } from './live';
import { type SavedPlan, savedPlan } from './saved-plan';

/** What a deploy would change in the cluster of an environment. Plain data; the content of Secrets is masked. */
export interface EnvironmentDiff extends LiveDiff {
  /** Name of the environment. */
  readonly environment: string;
  /** The cluster that was compared with: the context of the kubeconfig, and the address of the API server. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Warnings about the workspace, and those that the API server sent. */
  readonly warnings: readonly Issue[];
}

export interface DiffLiveOptions extends PlanEnvironmentOptions {
  /** Called with the plan as it is saved in a file for `deploy`. @default it is not called */
  readonly onPlan?: ((plan: SavedPlan) => void) | undefined;
}

/**
 * Compares what an environment declares with its cluster: `towpath diff -e ENV`. It sends server-side dry
 * runs to the cluster. Nothing is written. Problems that would stop a deploy are in `issues` and `conflicts`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 * @throws TowpathError with everything that is wrong with the workspace, or if the cluster cannot be reached;
 *   `plan-not-savable` with `onPlan`
 */
export async function diffLive(options: DiffLiveOptions): Promise<EnvironmentDiff> {
  const planned = await planEnvironment(options);
  await planned.cluster.close();
  const diff = environmentDiff(planned);
  options.onPlan?.(savedPlan(diff, planned.plans));
  return diff;
}

/** Returns what a plan changes, as data that may be shown and kept. */
export function environmentDiff({ cluster, environment, plans, warnings }: EnvironmentPlan): EnvironmentDiff {
  const { context, server } = cluster;
  return {
    environment: environment.name,
    cluster: { context, server },
    ...liveDiff(plans),
    warnings: [...warnings, ...cluster.warnings()],
  };
}
