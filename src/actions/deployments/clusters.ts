import { assembleWorkspace } from '../../assembly/assemble-workspace';
import type { Cluster } from '../../cluster/cluster';
import { type ConnectOptions, connect } from '../../cluster/connect';
import { type Issue, issueError, TowpathError, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { DeclaredHold } from '../../holds/placed-hold';
import { type DesiredApplication, desiredOf } from '../../release/desired';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { hasWorkspaceFolders } from '../../workspace/workspace-folders';
import { workspaceRoot } from '../../workspace/workspace-root';
import { declaredHolds } from '../hold/declared-holds';

export interface FindDeploymentsOptions extends LoadOptions, ConnectOptions {
  /** Names of environments. @default all */
  readonly environments?: readonly string[] | undefined;
  /** Read only the cluster, in all namespaces, without the files of the workspace. */
  readonly allNamespaces?: boolean | undefined;
}

/** A cluster to read, and what is declared for it. */
export interface ClusterToAsk {
  readonly cluster: Cluster;
  /** The name of the workspace that is read. Empty if nothing names it; absent if no workspace is read. */
  readonly workspace?: string;
  /** Absent if no workspace is read; then only the cluster shows what runs. */
  readonly declared?: readonly DesiredApplication[];
  /** Names of the environments that name this cluster. */
  readonly environments: readonly string[];
}

/** A hold that the files of an environment set. */
export type FileHold = DeclaredHold & { readonly environment: string };

/** What is declared in an environment whose cluster cannot be read. */
export interface UnreachableEnvironment {
  readonly environment: string;
  readonly declared: readonly DesiredApplication[];
  readonly issues: readonly Issue[];
}

export interface Clusters {
  readonly asked: readonly ClusterToAsk[];
  readonly unreachable: readonly UnreachableEnvironment[];
  /** Names of the requested environments. Absent for all. */
  readonly only?: readonly string[];
  /** In the order of a release, as far as files give one. */
  readonly order: readonly string[];
  /** The environments that each environment promotes from. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** The folder of the workspace. Absent if no workspace is read. */
  readonly root?: string;
  /** The holds that the files of the environments set. */
  readonly held: readonly FileHold[];
  /** Warnings to show beside the results. */
  readonly issues: readonly Issue[];
}

/**
 * The clusters to read. With a workspace, each environment's own cluster; for an environment that names none, the
 * current context (or `context`) is used only if this environment alone is requested. Without a workspace, with
 * `allNamespaces`, or with a `context` and no environment, it is that context, and no file is read.
 *
 * @throws TowpathError if the workspace is not valid
 */
export async function clustersToAsk(options: FindDeploymentsOptions): Promise<Clusters> {
  checkOptions(options);
  const { environments: only, context, allNamespaces = false } = options;
  const isOfAll = context !== undefined && only === undefined;
  if (allNamespaces || isOfAll || !hasWorkspace(options)) return clusterAlone(options);
  const workspace = await loadWorkspace(options);
  const { environments, applications, issues } = assembleWorkspace(workspace, only);
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
  const declared = (environment: Environment) =>
    applications.filter((one) => one.environment === environment).map((one) => desiredOf(one, []));
  const asked = new Map<string, ClusterToAsk & { declared: DesiredApplication[]; environments: string[] }>();
  const unreachable: UnreachableEnvironment[] = [];
  const warnings: Issue[] = [];
  for (const environment of environments) {
    const { name } = environment;
    try {
      const { cluster, issue } = clusterOf(environment, options, environments.length === 1 && only !== undefined);
      if (issue) warnings.push(issue);
      const key = JSON.stringify([cluster.context, cluster.server]);
      const known = asked.get(key);
      if (known) await cluster.close();
      const one = known ?? { cluster, workspace: workspace.name, declared: [], environments: [] };
      one.declared.push(...declared(environment));
      one.environments.push(name);
      asked.set(key, one);
    } catch (error) {
      if (!TowpathError.is(error)) throw error;
      const issues = error.issues.map((issue) => inEnvironment(name, issue));
      unreachable.push({ environment: name, declared: declared(environment), issues });
    }
  }
  return {
    asked: [...asked.values()],
    unreachable: asked.size > 0 ? unreachable.map(asWarning) : unreachable,
    ...(only && { only }),
    sources: new Map(workspace.environments.map(({ name, props }) => [name, props.promotesFrom ?? []])),
    root: workspace.root,
    held: environments.flatMap((one) => declaredHolds(one).map((hold) => ({ ...hold, environment: one.name }))),
    order: workspace.environments.map(({ name }) => name),
    issues: warnings,
  };
}

function clusterAlone(options: FindDeploymentsOptions): Clusters {
  const { environments: only } = options;
  const cluster = connect(undefined, options);
  return {
    asked: [{ cluster, environments: [] }],
    unreachable: [],
    ...(only && { only }),
    order: [],
    sources: new Map(),
    held: [],
    issues: [],
  };
}

function hasWorkspace({ root: named, applications }: LoadOptions): boolean {
  return applications !== undefined || hasWorkspaceFolders(workspaceRoot(named));
}

function clusterOf(
  { name, props }: Environment,
  options: ConnectOptions,
  isOnlyOne: boolean,
): { readonly cluster: Cluster; readonly issue?: Issue } {
  const claim = props.cluster;
  if (claim?.context || claim?.server) return { cluster: connect(claim, options) };
  const hint = `set \`cluster: { context: … }\` in environments/${name}.yaml`;
  if (!isOnlyOne) {
    const message = `the environment \`${name}\` does not set its cluster, so its cluster was not read`;
    const more = `, or run the command with only \`-e ${name}\` to use the current context`;
    throw issueError('cluster-not-named', message, { hint: `${hint}${more}` });
  }
  const cluster = connect(undefined, options);
  if (options.context !== undefined) return { cluster };
  const message = `the environment \`${name}\` does not set its cluster, so the cluster of the current context \`${cluster.context}\` was read`;
  return { cluster, issue: warningIssue('cluster-not-named', message, { hint }) };
}

/** Turns the error of an environment that sets no cluster into a warning, so that the others are shown. */
function asWarning(one: UnreachableEnvironment): UnreachableEnvironment {
  const issues = one.issues.map(
    (issue): Issue => (issue.code === 'cluster-not-named' ? { ...issue, severity: 'warning' } : issue),
  );
  return { ...one, issues };
}

/** Adds the name of the environment to an issue. */
export function inEnvironment(environment: string, issue: Issue): Issue {
  // Looks for the name as a whole word: "there is no kubeconfig" does not contain the environment `here`.
  const name = new RegExp(`(?<![\\w.-])${environment.replace(/\W/g, '\\$&')}(?![\\w-])`);
  return name.test(issue.message) ? issue : { ...issue, message: `${environment}: ${issue.message}` };
}
