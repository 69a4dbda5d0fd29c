import { namespacesFor } from '../../assembly/namespaces';
import { type Issue, issueError, type TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { readEnvironments } from '../../environments/folder';
import { instanceIn } from '../../environments/instance';
import { type ImageUse, imageUses } from '../../promotion/image-use';
import { type DesiredApplication, desiredOf } from '../../release/desired';
import type { LoadOptions } from '../../workspace/load';
import { build } from '../synth/build';
import { type Selection, selectionOf } from './selection';

export interface DesiredEnvironment {
  readonly environment: Environment;
  readonly applications: readonly DesiredApplication[];
  readonly selection: Selection;
  /** The images that the applications build, with their pins. */
  readonly uses: readonly ImageUse[];
  readonly warnings: readonly Issue[];
}

/**
 * What a workspace declares for one environment.
 *
 * @param options with the applications and flows to include; all if empty. `withEmptied` adds applications that the
 *   environment leaves out with `enabled: false`, without objects
 * @throws TowpathError with everything that is wrong with the workspace, `not-deployable` if nothing is declared
 */
export async function desiredEnvironment(
  options: LoadOptions & {
    readonly environment: string;
    readonly flows?: readonly string[] | undefined;
    readonly withEmptied?: boolean;
  },
): Promise<DesiredEnvironment> {
  const built = await build({ ...options, environments: [options.environment], targets: ['yaml'] });
  const { applications, warnings } = built;
  const [environment] = built.environments as [Environment];
  const emptied = options.withEmptied
    ? built.leftOut.map(({ application }) => emptiedIn(environment, application))
    : [];
  const selection = selectionOf(
    [
      ...applications.map(({ application, model }) => ({ application, flows: model.flows.map(({ id }) => id) })),
      ...emptied.map(({ application }) => ({ application, flows: [] })),
    ],
    options.flows,
    undefined,
    () => readEnvironments(built.root).environments.map(({ name }) => name),
  );
  const selected = applications.filter(({ application }) => selection.has(application));
  const deployable = selected.filter(({ objects }) => objects.length > 0);
  const emptiedHere = emptied.filter(({ application }) => selection.has(application));
  if (deployable.length + emptiedHere.length === 0) throw nothingToDeploy(options.environment);
  const { gates, promotesFrom } = environment.props;
  const desired = [
    ...deployable.map((assembly) => desiredOf(assembly, namespacesFor(assembly, assembly.model.namespace))),
    ...emptiedHere,
  ].map((one) => ({ ...one, workspace: built.workspace, gates: gates ?? {}, promotesFrom: promotesFrom ?? [] }));
  const uses = selected.flatMap(({ model }) => imageUses(model));
  return { environment, applications: desired, selection, uses, warnings };
}

/** An application that must not run in the environment any more. */
export function emptiedIn(environment: Environment, application: string): DesiredApplication {
  const { instance, namespace } = instanceIn(environment, application);
  const place = { instance, ...(namespace !== undefined && { namespace }) };
  return { application, environment: environment.name, ...place, flows: {}, objects: [], isEmptied: true };
}

/** The error of an environment in which nothing is declared, and nothing runs that would have to go. */
export function nothingToDeploy(environment: string): TowpathError {
  const message = `there is nothing to deploy: the workspace declares no objects in \`${environment}\``;
  const hint = 'declare a flow there, or delete an application that still runs there with `towpath delete`';
  return issueError('not-deployable', message, { hint });
}
