import { type Issue, issueError, type TowpathError, warningIssue } from '../../diagnostics';
import { statIfThere } from '../../files/stat';
import { findSourceFlows, type SourceFindings } from '../../source/find-source-flows';
import type { SourceFlow } from '../../source/source-flow';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { whereToRun } from '../../workspace/missing-workspace';
import { readWorkspaceFile, workspaceFile } from '../../workspace/workspace-file';
import { hasWorkspaceFolders } from '../../workspace/workspace-folders';
import { workspaceRoot } from '../../workspace/workspace-root';
import type { FindDeploymentsOptions } from '../deployments/clusters';
import type { Deployment } from '../deployments/deployment';
import { type FlowEntry, findFlows } from './flows';
import { differencesOf, type FlowDifference, matchFlows } from './match-flows';
import { sourceRoot } from './source-root';

export interface CompareFlowsOptions extends LoadOptions, Pick<FindDeploymentsOptions, 'context' | 'kubeconfig'> {
  /** Environments whose clusters are asked what runs. @default none */
  readonly environments?: readonly string[] | undefined;
  /** Whether Python files that can be started as programs are flows too. @default false */
  readonly programs?: boolean | undefined;
}

/** A flow as `apps/` declares it, as the source has it, and as it runs. */
export interface ComparedFlow extends Omit<FlowEntry, 'application' | 'kind'> {
  /** Absent for a flow that is found and not declared. */
  readonly application?: string;
  /** The kind in `apps/`; for a flow that is only found, what starts it, such as `prefect`; absent if it only runs. */
  readonly kind?: FlowEntry['kind'] | SourceFlow['kind'];
  /** Absent for a flow that is not found in the source. */
  readonly source?: SourceFlow;
  /** Schedules and commands that differ between `apps/` and the source. */
  readonly differences: readonly FlowDifference[];
  /** What runs in the environments that were asked for. */
  readonly running?: readonly Deployment[];
}

export interface FlowComparison extends Pick<SourceFindings, 'skipped'> {
  /** Declared flows by application and id, then those that are only found, by file and line, then those that only run. */
  readonly flows: readonly ComparedFlow[];
  readonly issues: readonly Issue[];
  /** The folder that was searched. Absolute. */
  readonly source: string;
}

/**
 * Joins the flows that a workspace declares with those that its repository has in its source and, for the environments
 * that are named, with those that run. A folder without a workspace is searched too.
 *
 * @throws TowpathError if the workspace is not valid, or if there is neither a workspace nor a flow in the source
 */
export async function compareFlows(options: CompareFlowsOptions = {}): Promise<FlowComparison> {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  const { environments, programs, context, kubeconfig, ...load } = options;
  const folder = sourceRoot(root, readWorkspaceFile(root).options.source);
  if (!statIfThere(folder)?.isDirectory()) throw sourceMissing(folder);
  const { flows: found, skipped, issues } = await findSourceFlows(folder, programs);
  const isAlone = found.length > 0 && !load.applications && !hasWorkspaceFolders(root) && !environments;
  const declared = isAlone ? [] : await findFlows({ ...load, root });
  const { matches, undeclared } = matchFlows(declared, found);
  const asked = environments && (await running({ ...load, root, environments, context, kubeconfig }));
  const deployments = asked?.deployments ?? [];
  const known = new Set(declared.map(keyOf));
  const flows = [
    ...declared.map((entry): ComparedFlow => {
      const source = matches.get(entry);
      return { ...entry, ...(source && { source }), differences: source ? differencesOf(entry, source) : [] };
    }),
    ...undeclared.map(
      (source): ComparedFlow => ({
        flow: source.name,
        kind: source.kind,
        environments: [],
        refersTo: [],
        source,
        differences: [],
      }),
    ),
    ...deployments.filter((one) => !known.has(keyOf(one)) && known.add(keyOf(one))).map(onlyRunning),
  ];
  return {
    flows: asked ? flows.map((flow) => ({ ...flow, running: deployments.filter(isOf(flow)) })) : flows,
    issues: [...issues, ...(asked?.issues ?? []), ...(isAlone ? [noWorkspace(root)] : [])],
    source: folder,
    skipped,
  };
}

/** The code that asks clusters is loaded only if a cluster is asked. */
async function running(options: FindDeploymentsOptions) {
  const { findDeployments } = await import('../deployments/find-deployments');
  return findDeployments(options);
}

function onlyRunning({ application, flow, kind }: Deployment): ComparedFlow {
  return { application, flow, ...(kind && { kind }), environments: [], refersTo: [], differences: [] };
}

function isOf(flow: ComparedFlow): (deployment: Deployment) => boolean {
  return (deployment) => keyOf(deployment) === keyOf(flow);
}

function keyOf({ application, flow }: Pick<ComparedFlow, 'application' | 'flow'>): string {
  return JSON.stringify([application, flow]);
}

function noWorkspace(root: string): Issue {
  const message = 'there is no workspace here, so no flow is declared';
  return warningIssue('workspace-empty', message, { hint: whereToRun(root) });
}

function sourceMissing(folder: string): TowpathError {
  const message = `the folder \`${folder}\`, which \`source\` names, does not exist`;
  const hint = 'set `source` to the folder with the code, relative to `towpath.yaml`, or remove it';
  return issueError('workspace-empty', message, { hint, location: { file: workspaceFile } });
}
