import type { EnvironmentProps } from './environment-types';

type Cluster = EnvironmentProps['cluster'];

/**
 * Whether two environments may have the same cluster: they set the same server, or the same context without different
 * servers, or neither sets a cluster.
 */
export function haveSameCluster({ cluster: one }: EnvironmentProps, { cluster: other }: EnvironmentProps): boolean {
  if (!namesCluster(one) || !namesCluster(other)) return namesCluster(one) === namesCluster(other);
  if (one?.server && other?.server) return one.server === other.server;
  return Boolean(one?.context) && one?.context === other?.context;
}

/** Whether an environment sets a server or a context. */
export function namesCluster(cluster: Cluster): boolean {
  return Boolean(cluster?.server ?? cluster?.context);
}
