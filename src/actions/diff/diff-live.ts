import type { Issue } from '../../diagnostics';
import { type PlanEnvironmentOptions, planEnvironment } from '../deploy/plans';
import { type LiveDiff, liveDiff } from './live';

export interface EnvironmentDiff extends LiveDiff {
  readonly environment: string;
  /** Where it was compared with what runs. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Of the workspace. */
  readonly warnings: readonly Issue[];
}

/**
 * What a deploy would change in the cluster of an environment; nothing is written there.
 * @throws TowpathError with everything that is wrong with the workspace, or where the cluster cannot be asked
 */
export async function diffLive(options: PlanEnvironmentOptions): Promise<EnvironmentDiff> {
  const { cluster, environment, plans, warnings } = await planEnvironment(options);
  try {
    const { context, server } = cluster;
    return { environment: environment.name, cluster: { context, server }, ...liveDiff(plans), warnings };
  } finally {
    await cluster.close();
  }
}
