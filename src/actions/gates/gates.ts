import { translateFailures } from '../../cluster/failures';
import type { Issue } from '../../diagnostics';
import type { GateState } from '../../gates/gate-state';
import { arrivalsOf } from '../../promotion/arrivals';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { desiredEnvironment } from '../deploy/desired-environment';
import { sourceCommitOf } from '../deploy/source';
import { askClusterOf } from '../deployments/ask-cluster';
import type { FindDeploymentsOptions } from '../deployments/clusters';
import { readOwnReleases } from '../deployments/own-releases';
import { comparedObjects, runsDeclaredImage } from './declared-images';
import { declaredGates } from './gate-sources';
import { judged } from './judged';

export interface GatesOptions extends Omit<FindDeploymentsOptions, 'environments' | 'allNamespaces'> {
  /** Name of the environment. */
  readonly environment: string;
  /** The moment to tell the states of. @default now */
  readonly at?: Date | undefined;
  /** Run the checks. @default false */
  readonly run?: boolean | undefined;
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
  const { environment: name, at = new Date(), run = false, ...others } = options;
  const root = workspaceRoot(options.root);
  const commit = sourceCommitOf(root);
  return askClusterOf(name, others, async ({ asked, issues }) => {
    const found = await Promise.all(asked.map((one) => translateFailures(readOwnReleases(one, name))));
    const newest = found.flatMap(({ instances }) => instances.flatMap(([one]) => one ?? []));
    const { environment, applications, uses } = await desiredEnvironment({
      ...others,
      root,
      environment: name,
      withEmptied: true,
    });
    const declared = declaredGates(environment);
    const cluster = asked[0]?.cluster;
    const compared = await Promise.all(applications.map((one) => (cluster ? comparedObjects(cluster, one, uses) : [])));
    const objects = new Map(applications.map(({ application }, index) => [application, compared[index] ?? []]));
    const flows = new Map(newest.map((one) => [one.application, one.flows]));
    const arrivals = arrivalsOf(uses, flows, (use) => runsDeclaredImage(objects.get(use.application) ?? [], use));
    const question = {
      root,
      environment,
      declared,
      newest,
      arrivals,
      deployed: applications,
      commit,
      options: others,
      at,
    };
    const { states } = await judged(question, { runs: run ? 'always' : 'never' });
    return {
      gates: states,
      issues: [...issues, ...found.flatMap((one) => one.issues)],
    };
  });
}
