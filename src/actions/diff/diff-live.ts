import type { Issue } from '../../diagnostics';
import { type EnvironmentPlan, type PlanEnvironmentOptions, planEnvironment } from '../deploy/plans';
import { type LiveDiff, liveDiff } from './live';

/** What a deploy would change in the cluster of an environment. Plain data; the content of Secrets is masked. */
export interface EnvironmentDiff extends LiveDiff {
  /** Name of the environment. */
  readonly environment: string;
  /** The cluster that was compared with: the context of the kubeconfig, and the address of the API server. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Warnings about the workspace, and those that the API server sent. */
  readonly warnings: readonly Issue[];
}

/**
 * Compares what an environment declares with its cluster: `towpath diff -e ENV`. It sends server-side dry
 * runs to the cluster. Nothing is written. Problems that would stop a deploy are in `issues` and `conflicts`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 * @throws TowpathError with everything that is wrong with the workspace, or if the cluster cannot be reached
 */
export async function diffLive(options: PlanEnvironmentOptions): Promise<EnvironmentDiff> {
  const planned = await planEnvironment(options);
  await planned.cluster.close();
  return environmentDiff(planned);
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
