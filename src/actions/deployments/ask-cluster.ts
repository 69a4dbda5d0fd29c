import { type Issue, suggest, TowpathError, warningIssue } from '../../diagnostics';
import { type Clusters, clustersToAsk, type FindDeploymentsOptions } from './clusters';

/**
 * Asks the cluster of one environment, and closes the connection afterwards.
 *
 * @param named names of applications. The cluster may know one that is no longer declared; if it cannot be asked, the
 *   error says that the name is unknown
 * @throws TowpathError if the workspace is not valid, or the cluster cannot be reached
 */
export async function askClusterOf<T>(
  environment: string,
  options: Omit<FindDeploymentsOptions, 'environments'>,
  ask: (clusters: Clusters) => Promise<T>,
  named: readonly string[] = [],
): Promise<T> {
  const clusters = await clustersToAsk({ ...options, environments: [environment] });
  const unseen = clusters.unreachable.flatMap(({ issues }) => issues);
  if (unseen.length > 0) throw new TowpathError([...undeclared(clusters, named), ...unseen]);
  try {
    return await ask(clusters);
  } catch (error) {
    if (!TowpathError.is(error) || error.issues.some(({ code }) => code === 'release-unknown')) throw error;
    throw new TowpathError([...undeclared(clusters, named), ...error.issues]);
  } finally {
    await closeAll(clusters);
  }
}

/** A warning for each name that the workspace does not declare. */
function undeclared({ asked, unreachable, root }: Clusters, names: readonly string[]): Issue[] {
  if (root === undefined) return [];
  const known = [...asked, ...unreachable].flatMap(({ declared = [] }) => declared.map((one) => one.application));
  return names.filter((name) => !known.includes(name)).map((name) => undeclaredApplication(name, known));
}

/** A warning that the workspace does not declare an application, which the cluster may know nevertheless. */
export function undeclaredApplication(name: string, known: readonly string[]): Issue {
  const hint = suggest(name, [...new Set(known)]);
  return warningIssue('unknown-application', `this workspace has no application \`${name}\``, { hint });
}

export async function closeAll({ asked }: Clusters): Promise<void> {
  await Promise.all(asked.map(({ cluster }) => cluster.close()));
}
