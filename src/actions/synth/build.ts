import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { assembleWorkspace } from '../../assembly/assemble-workspace';
import type { KeptAssemblies } from '../../assembly/kept-assemblies';
import { errorIssue, type Issue, IssueCollector } from '../../diagnostics';
import { applicationOverlay, type Environment } from '../../environments/environment';
import { fileCollisions } from '../../output/file-collisions';
import type { OutputUnit } from '../../output/output-unit';
import { type Choice, type ChosenTarget, chooseTargets } from '../../targets/choose';
import { registry } from '../../targets/registry';
import type { Target } from '../../targets/target';
import { type KeptUnits, spansEnvironments, targetUnits } from '../../targets/units';
import { lateFailures } from '../../workspace/late-failures';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import type { Layout } from '../../workspace/workspace-file';

export interface BuildOptions extends LoadOptions {
  /** @default all */
  readonly environments?: readonly string[] | undefined;
  /** @default the layout of towpath.yaml, else 'object' */
  readonly layout?: Layout | undefined;
  /** Names of towpath's targets, or targets of others. @default the targets of towpath.yaml, else plain YAML */
  readonly targets?: readonly (string | Target)[] | undefined;
  /**
   * Targets to write beside those of `towpath.yaml`. Then targets that cannot write the given environments alone are
   * left out. @default none
   */
  readonly additionalTargets?: readonly Target[] | undefined;
  /** The text of a file in a target's folder; undefined if there is none. @default no files */
  readonly written?: ((target: Target, path: string) => string | undefined) | undefined;
  /** What earlier rounds of a watch have built. What this build makes is added to it. @default everything is built */
  readonly kept?: KeptBuild | undefined;
}

/** What a watch keeps from one round to the next. */
export interface KeptBuild {
  readonly assemblies: KeptAssemblies;
  readonly units: KeptUnits;
}

/** What a workspace declares, as files in memory. */
export interface Build {
  readonly root: string;
  /** The name of the workspace. Empty if nothing names it. */
  readonly workspace: string;
  /** The requested environments. */
  readonly environments: readonly Environment[];
  readonly applications: readonly ApplicationAssembly[];
  /** The applications that each environment leaves out with `enabled: false`. */
  readonly leftOut: readonly LeftOut[];
  readonly outputs: readonly TargetFiles[];
  readonly warnings: readonly Issue[];
}

/** An application that an environment leaves out. */
export interface LeftOut {
  readonly application: string;
  readonly environment: Environment;
}

/** The files of one target. */
export interface TargetFiles {
  readonly target: Target;
  readonly units: readonly OutputUnit[];
}

/** @throws TowpathError with everything that is wrong */
export async function build(options: BuildOptions): Promise<Build> {
  const workspace = await loadWorkspace(options);
  const { environments: names, written, kept, layout = workspace.options.layout } = options;
  const choice = await choose(workspace, options);
  const hasObjects = choice.chosen.some(({ target }) => target.reads === 'objects');
  const { applications, environments, issues } = assembleWorkspace(workspace, names, hasObjects, kept?.assemblies);
  const problems = new IssueCollector();
  await lateFailures();
  problems.add(...issues, ...choice.issues, ...(names ? spanning(choice.chosen) : []));
  problems.throwIfErrors();
  const outputs = choice.chosen.map((chosen): TargetFiles => {
    const { target } = chosen;
    const found = targetUnits(chosen, applications, {
      layout,
      kept: kept?.units,
      ...(written && { written: (path) => written(target, path) }),
    });
    problems.add(...found.issues, ...fileCollisions(found.units));
    return { target, units: found.units };
  });
  problems.throwIfErrors();
  const leftOut = environments.flatMap((environment) =>
    workspace.applications
      .filter(({ id }) => applicationOverlay(environment, id).enabled === false)
      .map(({ id }): LeftOut => ({ application: id, environment })),
  );
  return {
    root: workspace.root,
    workspace: workspace.name,
    environments,
    applications,
    leftOut,
    outputs,
    warnings: problems.issues,
  };
}

async function choose(
  workspace: Workspace,
  { targets, additionalTargets, environments }: BuildOptions,
): Promise<Choice> {
  if (!additionalTargets) return chooseTargets(workspace, targets);
  // A listed name that no target has is reported by chooseTargets, with its line in `towpath.yaml`.
  const listed = registry.filter(({ name }) => Object.hasOwn(workspace.options.targets ?? {}, name));
  const { chosen, issues } = await chooseTargets(workspace, [...new Set([...additionalTargets, ...listed])]);
  const kept = environments ? chosen.filter(({ target }) => !spansEnvironments(target)) : chosen;
  return { chosen: kept, issues };
}

function spanning(chosen: readonly ChosenTarget[]): Issue[] {
  return chosen
    .filter(({ target }) => spansEnvironments(target))
    .map(({ target: { name } }): Issue => {
      const message = `the target \`${name}\` writes all environments together and cannot write only some of them`;
      const hint = 'remove `--env`, or choose other targets with `--target`';
      return errorIssue('target-spans-environments', message, { hint });
    });
}
