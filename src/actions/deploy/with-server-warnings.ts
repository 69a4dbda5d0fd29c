import type { Cluster } from '../../cluster/cluster';
import { TowpathError } from '../../diagnostics';

/** Runs work on a cluster, and closes the connection. An error also holds the warnings that the server sent. */
export async function withServerWarnings<T>(cluster: Cluster, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw TowpathError.is(error) ? new TowpathError([...cluster.warnings(), ...error.issues]) : error;
  } finally {
    await cluster.close();
  }
}
