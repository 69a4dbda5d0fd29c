import { existsSync } from 'node:fs';
import { type Input, output, runtime } from '@pulumi/pulumi';
import { applicationArgument } from '../../applications/application-argument';
import { environmentArgument, nameArgument, propsArgument } from '../../applications/arguments';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { assemble } from '../../assembly/assemble';
import { objectCheck } from '../../assembly/object-check';
import { IssueCollector } from '../../diagnostics';
import { applicationOverlay, type Environment, fromSources } from '../../environments/environment';
import type { EnvironmentProps } from '../../environments/environment-types';
import { readEnvironments } from '../../environments/folder';
import { codeSource } from '../../environments/source';
import { isDeferred, Later } from '../../model/later';
import { checkOptions } from '../../workspace/check-options';
import type { ApplicationClass } from '../../workspace/workspace';
import { readWorkspaceFile } from '../../workspace/workspace-file';
import { workspaceRoot } from '../../workspace/workspace-root';
import { chosenEnvironment } from './environment-choice';

/**
 * Variables whose values the program sets, by flow: outputs of other resources, or secrets of the stack's
 * configuration.
 */
export type FlowVariables = Readonly<Record<string, Readonly<Record<string, Input<string>>>>>;

export interface BuildProps {
  /** A class of an application, as a file of `apps/` exports it. */
  readonly application: ApplicationClass;
  /** The application's id, which environments use. @default the component's name */
  readonly id?: string | undefined;
  /** @default `towpath:environment` of the configuration, else the stack's name */
  readonly environment?: string | Environment | undefined;
  /** Variables that override those of code and environment, by flow: `{ api: { DATABASE_URL: db.url } }`. */
  readonly env?: FlowVariables | undefined;
  /** The workspace whose environment files are read. @default the folder of Pulumi.yaml */
  readonly root?: string | undefined;
}

/**
 * Builds an application in the environment of this stack.
 * @throws TowpathError with all issues
 */
export function build({ application, id = '', environment, env, root: named }: BuildProps): ApplicationAssembly {
  checkOptions({ root: named });
  nameArgument(id, 'an application');
  applicationArgument(application, `${id}.application`);
  const root = workspaceRoot(named ?? projectFolder());
  const problems = new IssueCollector();
  const workspace = readWorkspaceFile(root);
  problems.add(...workspace.issues);
  const isNamed = environment === undefined || typeof environment === 'string';
  const where = isNamed
    ? readEnvironment(root, environment, problems)
    : environmentArgument(environment, `${id}.environment`);
  const [target, issues] = withVariables(where, id, env);
  problems.add(...issues);
  problems.throwIfErrors();
  const check = objectCheck(root, workspace.options);
  const assembly = assemble({ id, construct: application }, target, { defaults: workspace.options.defaults, check });
  problems.add(...assembly.issues);
  problems.throwIfErrors();
  // If the environment disables the application, nothing is deployed.
  const isHere = applicationOverlay(target, id).enabled !== false;
  const nothing = { model: { ...assembly.model, flows: [] }, objects: [] };
  return { ...assembly, ...(!isHere && nothing), issues: problems.issues };
}

/**
 * The folder of Pulumi.yaml, or the current folder. An inline program has no such folder, and mocks name a folder that
 * does not exist.
 */
export function projectFolder(): string {
  const folder = runtime.getRootDirectory();
  return existsSync(folder) ? folder : process.cwd();
}

function readEnvironment(root: string, name: string | undefined, problems: IssueCollector): Environment {
  const { environments, issues } = readEnvironments(root);
  problems.add(...issues);
  problems.throwIfErrors();
  return chosenEnvironment(environments, name);
}

/** The environment with an additional last layer, which holds the variables of the program. */
function withVariables(environment: Environment, id: string, env: FlowVariables = {}) {
  const flows = Object.fromEntries(
    Object.entries(propsArgument(env, `${id}.env`)).map(([flow, variables]) => {
      const path = `${id}.${flow}.env`;
      return [flow, { env: tokens(path, propsArgument(variables, path)) }];
    }),
  );
  const { source, issues } = codeSource({ apps: { [id]: { flows } } } as EnvironmentProps);
  return [fromSources(environment.name, [...environment.sources, source]), issues] as const;
}

/** Whether a value is an output or a promise. Any other value is known now, and is checked like the values of files. */
function isPromised(value: Input<string>): boolean {
  return isDeferred(value) || value instanceof Promise;
}

function tokens(path: string, variables: Readonly<Record<string, Input<string>>>): object {
  const entries = Object.entries(variables).map(([name, value]) => [
    name,
    isPromised(value) ? new Later(output(value), `${path}.${name}`) : value,
  ]);
  return Object.fromEntries(entries);
}
