import { namespacesFor } from '../../assembly/namespaces';
import { type Issue, issueError, type TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { readEnvironments } from '../../environments/folder';
import { type DesiredApplication, desiredOf } from '../../release/desired';
import type { LoadOptions } from '../../workspace/load';
import { build } from '../synth/build';
import { type Selection, selectionOf } from './selection';

export interface DesiredEnvironment {
  readonly environment: Environment;
  readonly applications: readonly DesiredApplication[];
  readonly selection: Selection;
  readonly warnings: readonly Issue[];
}

/**
 * What a workspace declares for one environment.
 *
 * @param names the applications and flows to include; all if empty
 * @throws TowpathError with everything that is wrong with the workspace, `not-deployable` if nothing is declared
 */
export async function desiredEnvironment(
  options: LoadOptions & { readonly environment: string; readonly flows?: readonly string[] | undefined },
): Promise<DesiredEnvironment> {
  const built = await build({ ...options, environments: [options.environment], targets: ['yaml'] });
  const { applications, warnings } = built;
  const [environment] = built.environments as [Environment];
  const selection = selectionOf(
    applications.map(({ application, model }) => ({ application, flows: model.flows.map(({ id }) => id) })),
    options.flows,
    undefined,
    () => readEnvironments(built.root).environments.map(({ name }) => name),
  );
  const selected = applications.filter(({ application }) => selection.has(application));
  const deployable = selected.filter(({ objects }) => objects.length > 0);
  if (deployable.length === 0) throw nothing(options.environment);
  const desired = deployable.map((assembly) => desiredOf(assembly, namespacesFor(assembly, assembly.model.namespace)));
  return { environment, applications: desired, selection, warnings };
}

function nothing(environment: string): TowpathError {
  const message = `there is nothing to deploy: the workspace declares no objects in \`${environment}\``;
  const hint = 'declare a flow there, or delete objects that still run there with `kubectl delete`';
  return issueError('not-deployable', message, { hint });
}
