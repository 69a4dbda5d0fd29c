import { isEqual } from '../data/equal';
import { errorIssue, type Issue, IssueCollector, issueError, suggest, suggestOne, TowpathError } from '../diagnostics';
import { applicationOverlay, type Environment } from '../environments/environment';
import { environmentsFolder } from '../environments/folder';
import { haveSameCluster } from '../environments/same-cluster';
import { fileStem } from '../files/file-stem';
import type { Workspace } from '../workspace/workspace';
import { unusedAllowances } from './allowed-secrets';
import type { ApplicationAssembly } from './application-assembly';
import { type AssembleOptions, assemble } from './assemble';
import { applicationCollisions } from './collisions';
import { beforeSyntaxErrors, withoutEchoes } from './echoes';
import { collisionIssues, environmentCollisions, unusedShares } from './environment-collisions';
import { withoutHiddenPins } from './hidden-pins';
import type { KeptAssemblies } from './kept-assemblies';
import { namespaceIssues } from './namespace-issues';
import { nodePortCollisions } from './node-ports';
import { objectCheck } from './object-check';
import { routeCollisions } from './route-collisions';
import { selectorCollisions } from './selector-collisions';

/** The result of building all applications, before a target writes files. */
export interface Assembly {
  readonly environments: readonly Environment[];
  readonly applications: readonly ApplicationAssembly[];
  /** All issues of the workspace, its environments and its applications. */
  readonly issues: readonly Issue[];
}

/**
 * Builds every application for each requested environment.
 *
 * @param names the environments to build for; all if undefined
 * @param hasObjects whether a target reads Kubernetes objects
 * @param kept the assemblies of an earlier round, with the same options of the workspace. @default all are built
 * @throws TowpathError for an environment that does not exist
 */
export function assembleWorkspace(
  workspace: Workspace,
  names?: readonly string[],
  hasObjects = true,
  kept?: KeptAssemblies,
): Assembly {
  const wanted = names && [...new Set(names)].map((name) => findEnvironment(workspace, name));
  const environments = wanted ?? workspace.environments;
  const check = hasObjects ? objectCheck(workspace.root, workspace.options) : undefined;
  const { defaults } = workspace.options;
  const options = { defaults, check, objects: hasObjects, discardsConstructs: true };
  const build = (purpose: string, environment: Environment, assembled: AssembleOptions) =>
    workspace.applications
      .filter(({ id }) => applicationOverlay(environment, id).enabled !== false)
      .map((entry) => {
        const made = () => assemble(entry, environment, assembled);
        return kept ? kept.assembly(purpose, entry, environment, made) : made();
      });
  const applications = environments.flatMap((environment) => build('written', environment, options));
  // Only the objects of the neighbours count here. Their issues are reported when they are built themselves.
  const neighbours = hasObjects ? neighboursOf(environments, workspace) : [];
  const besides = { defaults, discardsConstructs: true };
  const beside = neighbours.flatMap((environment) => build('beside', environment, besides));
  const collisions = environmentCollisions(applications, beside);
  const { shareObjects, allowSecrets } = workspace.options;
  const problems = new IssueCollector();
  const unknown = beforeSyntaxErrors(
    workspace.issues,
    environments.flatMap((environment) => unknownApplications(environment, workspace)),
  );
  const written = [...withoutUnknownNames(workspace.issues, unknown), ...unknown];
  problems.add(
    ...written,
    ...withoutEchoes(
      workspace.issues,
      applications.flatMap((application) => withoutHiddenPins(application, written)),
    ),
    ...applicationCollisions(applications),
    ...environments.flatMap((environment) => namespaceIssues(environment, applications)),
    ...collisionIssues(collisions, shareObjects),
    ...selectorCollisions(applications, beside),
    ...nodePortCollisions(applications, beside),
    ...routeCollisions(applications, beside),
  );
  // An entry is unneeded only if no environment needs it, which a partial or broken build cannot show.
  if (hasObjects && !wanted && !problems.hasErrors) {
    const objects = applications.flatMap((application) => application.objects);
    problems.add(...unusedAllowances(objects, allowSecrets), ...unusedShares(collisions, shareObjects));
  }
  return { environments, applications, issues: problems.issues };
}

/** The environments that are not built in this run, and may have the cluster of one that is. */
function neighboursOf(built: readonly Environment[], { environments }: Workspace): Environment[] {
  return environments.filter(
    (other) => !built.includes(other) && built.some((environment) => haveSameCluster(environment.props, other.props)),
  );
}

/** The hint if there are no environments, and no workspace was loaded that says so itself. */
const noEnvironments = 'run towpath in the folder that contains `environments/`';

/**
 * @param workspace with the issues of its environments, because the environment's file may exist and not be readable
 * @throws TowpathError with these issues or that of a missing workspace, or with a suggestion if no environment has the
 *   name
 */
export function findEnvironment(
  { environments, issues }: Pick<Workspace, 'environments' | 'issues'>,
  name: string,
): Environment {
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  const files = [environmentsFolder, `${environmentsFolder}/${name}.yaml`, `${environmentsFolder}/${name}.yml`];
  const isMissing = ({ code }: Issue) => code === 'workspace-empty' && environments.length === 0;
  const unread = issues.filter((issue) => isMissing(issue) || (issue.location && files.includes(issue.location.file)));
  if (unread.length > 0) throw new TowpathError(unread);
  const names = environments.map((environment) => environment.name);
  const hint = names.length > 0 ? (meantEnvironment(name, names) ?? suggest(name, names)) : noEnvironments;
  const message = `there is no environment \`${name}\``;
  throw issueError('unknown-environment', message, { hint });
}

/** Returns "did you mean `prod`?" for a name that is close to the name of an environment, or that is its file. */
export function meantEnvironment(name: string, names: readonly string[]): string | undefined {
  return names.includes(fileStem(name)) ? `did you mean \`${fileStem(name)}\`?` : suggestOne(name, names);
}

/**
 * Leaves out issues about the form of the name of an application, where another issue says that the application does
 * not exist.
 */
function withoutUnknownNames(issues: readonly Issue[], unknown: readonly Issue[]): Issue[] {
  return issues.filter(
    ({ code, location }) => code !== 'invalid-name' || !unknown.some((other) => isEqual(other.location, location)),
  );
}

function unknownApplications({ sources }: Environment, { applications, unloaded = [] }: Workspace): Issue[] {
  const known = new Set([...applications.map(({ id }) => id), ...unloaded]);
  return sources.flatMap((source) =>
    Object.keys(source.data.apps ?? {})
      .filter((app) => !known.has(app))
      .map((app): Issue => {
        const location = source.locate(['apps', app]);
        const hint = suggest(app, [...known]);
        return errorIssue('unknown-application', `this workspace has no application \`${app}\``, {
          hint,
          path: `apps.${app}`,
          location,
        });
      }),
  );
}
