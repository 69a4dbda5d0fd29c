import { setMaxListeners } from 'node:events';
import { type SharedLists, sharedLists } from '../../cluster/shared-lists';
import { Changes } from '../../data/changes';
import { type Issue, warningIssue } from '../../diagnostics';
import { checkOptions } from '../../workspace/check-options';
import { closeAll } from '../deployments/ask-cluster';
import { clustersToAsk, type FindDeploymentsOptions } from '../deployments/clusters';
import { allReleasedObjects, releasedObjects } from '../deployments/find-deployments';
import { instanceKey } from '../deployments/kept-releases';
import { type Status, statusOf } from './status';

/** Changes that follow each other within this time are reported together, such as those of a pod that starts. */
const quietMs = 150;

export interface WatchStatusOptions extends FindDeploymentsOptions {
  /** Ends the watch. @default it ends when the caller leaves the loop or no cluster can be watched any more */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Yields the status, and yields it again whenever it changes: `towpath status --watch`. The workspace is read once; the
 * clusters are watched and never written to. When no cluster can be watched any more, `issues` of the last
 * status says why.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 * @throws TowpathError if the workspace is not valid, or the kubeconfig has no context for a cluster
 */
export async function* watchStatus(options: WatchStatusOptions = {}): AsyncGenerator<Status> {
  checkOptions(options);
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, ...(options.signal ? [options.signal] : [])]);
  const clusters = await clustersToAsk(options);
  // Every watch listens to this signal.
  setMaxListeners(0, signal);
  const changes = new Changes(signal, quietMs);
  const shared = clusters.asked.map(({ cluster }) => sharedLists(cluster, { signal, onChange: () => changes.tell() }));
  const asked = clusters.asked.map((one, index) => ({ ...one, cluster: shared[index]?.cluster ?? one.cluster }));
  const read = remembering();
  try {
    for (let last = ''; !signal.aborted; ) {
      const now = await statusOf({ ...clusters, asked }, read);
      const unwatched = shared.flatMap((one, index) => unwatchedIssues(one, clusters.asked[index]?.cluster.context));
      const status = { ...now, issues: [...now.issues, ...unwatched] };
      const text = JSON.stringify(status);
      if (text !== last) yield status;
      last = text;
      if (!shared.some((one) => one.isFollowing())) return;
      await changes.next();
    }
  } finally {
    ended.abort();
    await closeAll(clusters);
  }
}

/** What is read and cannot be watched, in one warning for each cluster. */
function unwatchedIssues({ refusals }: SharedLists, context = ''): Issue[] {
  const names = [...new Set(refusals().map(({ path }) => path.split('?')[0]?.split('/').at(-1) ?? path))].sort();
  if (names.length === 0) return [];
  const message = `the account may not watch ${names.join(', ')} in the context \`${context}\`, so their changes are shown only with other changes`;
  const hint = 'ask an administrator for the verb watch, such as with the ClusterRole `view`';
  return [warningIssue('cluster-forbidden', message, { hint })];
}

/** Reads the objects of each release once, because they do not change. */
function remembering(): typeof releasedObjects {
  const known = new Map<string, ReturnType<typeof releasedObjects>>();
  return async (cluster, releases) => {
    const read = await Promise.all(
      releases.map((release) => {
        const key = JSON.stringify([cluster.context, instanceKey(release.instanceRef), release.revision, release.at]);
        const found = known.get(key) ?? releasedObjects(cluster, [release]);
        known.set(key, found);
        found.catch(() => known.delete(key));
        return found;
      }),
    );
    return allReleasedObjects(read);
  };
}
