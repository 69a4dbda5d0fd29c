import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { assembleWorkspace } from '../../assembly/assemble-workspace';
import { fileCollisions } from '../../assembly/collisions';
import { lateFailures } from '../../assembly/late-failures';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import type { OutputUnit } from '../../assembly/output';
import type { Layout } from '../../assembly/workspace-file';
import { type Issue, Problems } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { type TargetName, targetUnits } from './target';

export interface BuildOptions extends LoadOptions {
  /** @default all */
  readonly environments?: readonly string[] | undefined;
  /** @default what towpath.yaml says, else 'object' */
  readonly layout?: Layout | undefined;
  /** @default 'yaml' */
  readonly target?: TargetName | undefined;
  /** What stands in the output folder already. */
  readonly written?: ((path: string) => string | undefined) | undefined;
}

/** What a workspace declares, as files in memory. */
export interface Build {
  readonly root: string;
  /** Those that were asked for. */
  readonly environments: readonly Environment[];
  readonly applications: readonly ApplicationAssembly[];
  readonly units: readonly OutputUnit[];
  readonly warnings: readonly Issue[];
}

/** @throws TowpathError with everything that is wrong */
export async function build(options: BuildOptions): Promise<Build> {
  const workspace = await loadWorkspace(options);
  const { applications, environments, issues } = assembleWorkspace(workspace, options.environments);
  const problems = new Problems();
  await lateFailures();
  problems.add(...issues);
  problems.throwIfErrors();
  const { target, written, layout = workspace.options.layout } = options;
  const units = await targetUnits(applications, { target, layout, written });
  problems.add(...fileCollisions(units));
  problems.throwIfErrors();
  return { root: workspace.root, environments, applications, units, warnings: problems.issues };
}
