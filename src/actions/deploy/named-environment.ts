import { findEnvironment } from '../../assembly/assemble-workspace';
import type { Cluster } from '../../cluster/cluster';
import { type ConnectOptions, connect } from '../../cluster/connect';
import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { workspaceFile } from '../../workspace/workspace-file';
import { assertDeclaredNames } from './declared-names';
import { assertNamesCluster } from './plans';

/** An environment with its workspace, connected to the cluster that it names. */
export interface NamedEnvironment {
  readonly workspace: Workspace;
  readonly environment: Environment;
  /** The caller closes it. */
  readonly cluster: Cluster;
}

/**
 * Connects to the cluster of an environment. Errors in the code of applications are tolerated, because the caller works
 * with what the cluster has.
 *
 * @param options with the names of applications and flows, of which some may be known only to the cluster
 * @throws TowpathError if the environment is unknown or names no cluster, for names that no cluster can know, or with
 *   errors of the files that say which cluster and namespaces the environment has
 */
export async function namedEnvironment(options: NamedEnvironmentOptions): Promise<NamedEnvironment> {
  const { workspace, environment } = await knownEnvironment(options);
  return { workspace, environment, cluster: clusterOf(environment, options) };
}

interface NamedEnvironmentOptions extends LoadOptions, ConnectOptions {
  readonly environment: string;
  readonly flows?: readonly string[] | undefined;
}

/** Loads a workspace and finds its environment, as `namedEnvironment` does, without the cluster. */
export async function knownEnvironment(options: NamedEnvironmentOptions): Promise<Omit<NamedEnvironment, 'cluster'>> {
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  assertIsKnown(workspace);
  assertDeclaredNames(workspace, environment, options.flows);
  return { workspace, environment };
}

/** The cluster that an environment names. The caller closes it. */
export function clusterOf(environment: Environment, options: ConnectOptions): Cluster {
  assertNamesCluster(environment);
  return connect(environment.props.cluster, options);
}

/**
 * Reports errors in the environment files, which set the clusters and namespaces, and in `towpath.yaml`, which sets how
 * releases are verified.
 */
function assertIsKnown({ issues }: Workspace): void {
  const found = issues.filter(
    ({ severity, location: { file } = { file: '' } }) =>
      severity === 'error' && (file === workspaceFile || file.startsWith(`${environmentsFolder}/`)),
  );
  if (found.length > 0) throw new TowpathError(found);
}
