import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { issueError, type TowpathError } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import type { Environment } from '../../environments/environment';
import { instanceIn } from '../../environments/instance';
import { instanceRefOf } from '../../release/store/instance';
import { readReleases } from '../../release/store/record';
import type { Workspace } from '../../workspace/workspace';
import { selectionOf } from '../deploy/selection';
import { type CheckedRestore, checkedRestore } from './checked-restore';
import { type ApplicationRef, restoredRelease } from './restored';
import type { RollbackOptions } from './rollback-options';

/**
 * The selected release of each selected application, checked and planned. A pipeline calls a rollback after any failed
 * deploy, so without names only the applications whose newest release failed are selected.
 */
export async function selectedReleases(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  options: RollbackOptions,
): Promise<CheckedRestore[]> {
  const { applications, unloaded = [] } = workspace;
  const ids = [...applications.map(({ id }) => id), ...unloaded].sort();
  const places = new Map(ids.map((id) => [id, placeOf(cluster, workspace, environment, id)]));
  const newest = await Promise.all(
    [...places].map(async ([application, place]) => {
      const [release] = await translateFailures(readReleases(cluster, place));
      return release ? [{ application, flows: Object.keys(release.flows), state: release.state }] : [];
    }),
  );
  const known = newest.flat();
  if (known.length === 0) throw neverDeployed(environment);
  const isNamed = (options.flows ?? []).length > 0 || options.to !== undefined;
  const selectable = isNamed ? known : known.filter(({ state }) => state !== 'deployed');
  const selection = selectionOf(selectable, options.flows, `in the releases of \`${environment.name}\``, () =>
    workspace.environments.map(({ name }) => name),
  );
  return allSettled(
    [...selection].map(async ([application, flows]) => {
      const restored = await restoredRelease(cluster, places.get(application) as ApplicationRef, options.to);
      return checkedRestore(cluster, workspace, environment, restored, { ...options, flows });
    }),
  );
}

/** The instance and namespace of an application, from its environment alone, because its code may be broken. */
function placeOf(cluster: Cluster, { name }: Workspace, environment: Environment, id: string): ApplicationRef {
  const instanceRef = instanceRefOf(instanceIn(environment, id), cluster);
  return { workspace: name, application: id, environment: environment.name, ...instanceRef };
}

function neverDeployed({ name }: Environment): TowpathError {
  const message = `towpath has not deployed to the environment \`${name}\` yet, so there is no release to restore`;
  return issueError('release-unknown', message, { hint: `deploy to it with \`towpath deploy -e ${name}\`` });
}
