import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { sharedLists } from '../../cluster/shared-lists';
import { closeAll, clustersToAsk, type FindDeploymentsOptions } from '../deployments/clusters';
import { allReleasedObjects, releasedObjects } from '../deployments/find-deployments';
import { instanceKey } from '../deployments/kept-releases';
import { type Status, statusOf } from './status';

/** What changes together, such as a pod that starts, is told as one. */
const togetherMs = 150;

export interface WatchStatusOptions extends FindDeploymentsOptions {
  /** Ends the watch. @default it runs until the caller leaves the loop or no cluster can be watched any more */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Yields the status, and yields it again whenever it changes: `towpath status --watch`. The workspace is read once; the
 * clusters are watched and never written to. When no cluster can be watched any more, the last status says why in
 * `issues`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 * @throws TowpathError when the workspace is not valid, or the kubeconfig does not lead to the clusters
 */
export async function* watchStatus(options: WatchStatusOptions = {}): AsyncGenerator<Status> {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, ...(options.signal ? [options.signal] : [])]);
  const clusters = await clustersToAsk(options);
  // Every watch listens to it.
  setMaxListeners(0, signal);
  const changes = new Changes(signal);
  const shared = clusters.asked.map(({ cluster }) => sharedLists(cluster, { signal, onChange: () => changes.tell() }));
  const asked = clusters.asked.map((one, index) => ({ ...one, cluster: shared[index]?.cluster ?? one.cluster }));
  const read = remembering();
  try {
    for (let last = ''; !signal.aborted; ) {
      const status = await statusOf({ ...clusters, asked }, read);
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

/** Whether something happened since it was asked for last. */
class Changes {
  #isDue = false;
  #wake = () => {};

  constructor(readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.tell(), { once: true });
  }

  tell(): void {
    this.#isDue = true;
    this.#wake();
  }

  async next(): Promise<void> {
    if (!this.#isDue) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    await setTimeout(togetherMs, undefined, { signal: this.signal }).catch(() => {});
    this.#isDue = false;
  }
}

/** What a release put there does not change: it is read once. */
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
