import { assembleWorkspace } from '../../assembly/assemble-workspace';
import { type Issue, IssueCollector } from '../../diagnostics';
import { chooseTargets } from '../../targets/choose';
import { targetUnits } from '../../targets/units';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { staleSchemas } from '../schema/stale-schemas';
import { advice } from './advice';

export interface ValidateOptions extends LoadOptions {
  /** Environments to check. @default all */
  readonly environments?: readonly string[] | undefined;
  /** Whether to list what could be tightened, too, as warnings with the code `default-loosened`. @default false */
  readonly advise?: boolean | undefined;
}

export interface ValidateResult {
  readonly issues: readonly Issue[];
  /** The number of applications. */
  readonly applications: number;
  /** The number of environments that were checked. */
  readonly environments: number;
}

/** Finds everything that is wrong with a workspace, and returns it as data. */
export async function validate(options: ValidateOptions = {}): Promise<ValidateResult> {
  const workspace = await loadWorkspace(options);
  const choice = await chooseTargets(workspace);
  const hasObjects = choice.chosen.some(({ target }) => target.reads === 'objects');
  const { applications, issues, environments } = assembleWorkspace(workspace, options.environments, hasObjects);
  const problems = new IssueCollector();
  problems.add(...issues, ...choice.issues);
  // A target's own checks need its files. They run only for targets that the workspace lists, and only if there are no
  // other errors.
  if (workspace.options.targets && !problems.hasErrors) {
    const { layout } = workspace.options;
    problems.add(...choice.chosen.flatMap((chosen) => targetUnits(chosen, applications, { layout }).issues));
  }
  if (!options.environments && !problems.hasErrors) {
    const names = environments.map(({ name }) => name);
    problems.add(...staleSchemas(workspace.root, names, applications));
  }
  if (options.advise && !problems.hasErrors) problems.add(...advice(workspace, options.environments));
  return {
    issues: problems.issues,
    applications: workspace.applications.length,
    environments: environments.length,
  };
}
