import type { Cluster } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { groupKindOf } from '../../kubernetes/api-version';
import type { ObjectCache } from './object-cache';
import type { Watch } from './watches';

/**
 * Puts the events of a watch into the cache until the signal aborts.
 *
 * @param changed called after each event
 * @param listed called when all objects are listed, or when the account may not list objects that only explain a
 *   blocker
 */
export async function watchIntoCache(
  cluster: Cluster,
  { apiVersion, kind, options, objects }: Watch,
  known: ObjectCache,
  signal: AbortSignal,
  { changed, listed }: { readonly changed: () => void; readonly listed: () => void },
): Promise<void> {
  const find = async (anew: boolean) => (await cluster.resources(anew)).find(apiVersion, kind);
  const resource = (await find(false)) ?? (await find(true));
  if (!resource) return listed();
  const missing = new Set(objects.map(({ metadata }) => metadata.uid));
  let isListed = false;
  const allSeen = () => {
    isListed = true;
    known.setListed(groupKindOf({ apiVersion, kind }));
    for (const uid of missing) known.setGone(uid);
    missing.clear();
    listed();
    changed();
  };
  try {
    for await (const event of cluster.watch(resource, options, signal, allSeen)) {
      missing.delete(event.object.metadata.uid);
      known.see(event, isListed);
      changed();
    }
  } catch (error) {
    if (objects.length > 0 || !isApiFailure(error, 403, 404)) throw error;
    known.setUnread(kind);
    listed();
  }
}
