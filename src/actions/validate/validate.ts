import { assembleWorkspace } from '../../assembly/assemble-workspace';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import type { Issue } from '../../diagnostics';

export interface ValidateOptions extends LoadOptions {
  /** Environments to check. @default all */
  readonly environments?: readonly string[] | undefined;
}

export interface ValidateResult {
  readonly issues: readonly Issue[];
  /** How many applications there are. */
  readonly applications: number;
  /** How many environments were checked. */
  readonly environments: number;
}

/** Everything that is wrong with a workspace, as data. */
export async function validate(options: ValidateOptions = {}): Promise<ValidateResult> {
  const workspace = await loadWorkspace(options);
  const { issues, environments } = assembleWorkspace(workspace, options.environments);
  return { issues, applications: workspace.applications.length, environments: environments.length };
}
