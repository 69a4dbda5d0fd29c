import { translateFailures } from '../../cluster/failures';
import type { Issue } from '../../diagnostics';
import { readEnvironments } from '../../environments/folder';
import { type GateState, gatesAt } from '../../gates/gate-state';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { askClusterOf, type FindDeploymentsOptions } from '../deployments/clusters';
import { readOwnReleases } from '../deployments/own-releases';
import { declaredGates, releasedGates } from './gate-sources';

export interface GatesOptions extends Omit<FindDeploymentsOptions, 'environments' | 'allNamespaces'> {
  /** Name of the environment. */
  readonly environment: string;
  /** The moment to tell the states of. @default now */
  readonly at?: Date | undefined;
}

export interface EnvironmentGates {
  /** The gates of the environment files, then those of the newest releases that differ from them. */
  readonly gates: readonly GateState[];
  readonly issues: readonly Issue[];
}

/**
 * The gates of an environment and their states: `towpath gates`. The gates that were in force when the newest releases
 * were deployed count too, until another release replaces them.
 *
 * @throws TowpathError if the workspace is not valid, or the cluster of the environment cannot be reached
 */
export async function gates(options: GatesOptions): Promise<EnvironmentGates> {
  checkOptions(options, ['environment']);
  const { environment: name, at = new Date(), ...others } = options;
  const { environments } = readEnvironments(workspaceRoot(options.root));
  const declared = environments.filter((environment) => environment.name === name).flatMap(declaredGates);
  return askClusterOf(name, others, async ({ asked, issues }) => {
    const found = await Promise.all(asked.map((one) => translateFailures(readOwnReleases(one, name))));
    const released = releasedGates(found.flatMap(({ instances }) => instances.flatMap(([newest]) => newest ?? [])));
    return {
      gates: gatesAt([...declared, ...released], at),
      issues: [...issues, ...found.flatMap((one) => one.issues)],
    };
  });
}
