import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applicationArgument } from '../applications/application-argument';
import { environmentArgument } from '../applications/arguments';
import type { KubernetesObject } from '../assembly/application-assembly';
import { assemble } from '../assembly/assemble';
import { findEnvironment } from '../assembly/assemble-workspace';
import { objectCheck } from '../assembly/object-check';
import { type Issue, issueError, TowpathError } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { environmentsFolder, readEnvironments } from '../environments/folder';
import type { DefaultsDate } from '../model/defaults';
import type { FlowSpec } from '../model/flow-spec';
import { laterIssues } from '../targets/later-issues';
import { applicationFiles } from '../targets/yaml/files';
import { namespaceFiles } from '../targets/yaml/namespaces';
import { applicationIds } from '../workspace/application-files';
import { checkOptions } from '../workspace/check-options';
import type { ApplicationClass } from '../workspace/workspace';
import { readWorkspaceFile } from '../workspace/workspace-file';
import { workspaceRoot } from '../workspace/workspace-root';

export interface SynthesizeOptions {
  /**
   * The application's id. @default the id in `apps/` or in the environment that equals the class's name without regard to
   * case and dashes: `my-shop` for `MyShop`; the name in lower case if there are no applications at all
   */
  readonly id?: string;
  /** The workspace whose environment files are read. @default the nearest workspace at or above the current folder */
  readonly root?: string;
  /** The date of the set of defaults. @default the one in `towpath.yaml` */
  readonly defaults?: DefaultsDate;
}

/** The objects and files of an application in one environment. */
export interface SynthesizedApplication {
  readonly application: string;
  readonly environment: string;
  /** Objects by file name without ending: `api-deployment`, `_networkpolicy.deny`. */
  readonly objects: Readonly<Record<string, KubernetesObject>>;
  /** The text of each file, by file name: for snapshots. */
  readonly files: Readonly<Record<string, string>>;
  /** Specs by flow. */
  readonly specs: Readonly<Record<string, FlowSpec>>;
  readonly warnings: readonly Issue[];
}

/**
 * Synthesizes an application for an environment, in memory.
 *
 * @param environment an environment from `environment(…)`, or the name of a file in `environments/`
 * @throws TowpathError with all issues of the application and the environment; `missing-value` if the id is needed and not
 *   given
 */
export function synthesize(
  construct: ApplicationClass,
  environment: Environment | string,
  options: SynthesizeOptions = {},
): SynthesizedApplication {
  checkOptions(options);
  applicationArgument(construct);
  const root = workspaceRoot(options.root);
  const where =
    typeof environment === 'string'
      ? readEnvironment(environment, root)
      : environmentArgument(environment, 'environment');
  const files = typeof environment === 'string' ? applicationIds(root) : [];
  const id = options.id ?? idOf(construct, [...new Set([...files, ...Object.keys(where.props.apps ?? {})])]);
  const workspace = readWorkspaceFile(root).options;
  const check = objectCheck(root, workspace);
  const assembly = assemble({ id, construct }, where, { defaults: options.defaults ?? workspace.defaults, check });
  const issues = [...assembly.issues, ...laterIssues(assembly.model)];
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
  const texts = [...namespaceFiles(assembly), ...applicationFiles(assembly, 'object')];
  return {
    application: id,
    environment: where.name,
    objects: Object.fromEntries(assembly.objects.map(({ file, manifest }) => [file.replace(/\.yaml$/, ''), manifest])),
    files: Object.fromEntries(texts.map(({ path, text }) => [path.slice(`${where.name}/${id}/`.length), text])),
    specs: Object.fromEntries(assembly.model.flows.map((flow) => [flow.id, flow.spec])),
    warnings: assembly.issues,
  };
}

/** The loader takes the id from the name of the file, which a class does not know. */
function idOf({ name }: ApplicationClass, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '');
  const matches = known.filter((id) => plain(id) === plain(name));
  if (matches.length === 1 || (known.length === 0 && name !== '')) return matches[0] ?? name.toLowerCase();
  const message = `the id of the application \`${name}\` cannot be told from the name of its class`;
  const ids = known.map((id) => `\`{ id: '${id}' }\``).join(' or ');
  throw issueError('missing-value', message, { path: 'id', hint: ids === '' ? undefined : `pass ${ids}` });
}

function readEnvironment(name: string, root: string): Environment {
  if (!existsSync(join(root, environmentsFolder))) {
    const message = `the folder \`${environmentsFolder}/\` in \`${root}\` does not exist`;
    throw issueError('workspace-empty', message, { hint: 'set `root` to the folder of the workspace' });
  }
  const { environments, issues } = readEnvironments(root);
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
  return findEnvironment({ environments, issues }, name);
}
