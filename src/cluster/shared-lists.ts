import type { Cluster, ListOptions, LiveObject, ObjectList, Resource, WatchEvent } from './cluster';
import { type ApiFailure, isApiFailure } from './http/api-failure';

export interface ListSubscription {
  readonly signal: AbortSignal;
  /** Called when one of the lists has changed. */
  readonly onChange: () => void;
}

export interface SharedLists {
  readonly cluster: Cluster;
  /** Whether any list is still being watched. */
  isFollowing(): boolean;
  /** Why lists are not watched that can be read: the server refused to let the account watch them. */
  refusals(): readonly ApiFailure[];
}

/**
 * A cluster that sends each list request once, however often the list is needed.
 *
 * @param following watches the lists until the signal aborts, so that they stay up to date; a list whose watch has
 *   failed is requested again. A list that the account may not watch is requested each time that it is needed
 */
export function sharedLists(cluster: Cluster, following?: ListSubscription): SharedLists {
  const lists = new Map<string, Promise<() => ObjectList>>();
  const refused = new Map<string, ApiFailure>();
  let followed = 0;

  const start = async (key: string, resource: Resource, options: ListOptions): Promise<() => ObjectList> => {
    const first = await cluster.list(resource, options);
    if (!following || refused.has(key)) return () => first;
    const items = new Map(first.items.map((item) => [item.metadata.uid, item]));
    followed += 1;
    void follow(items, cluster.watch(resource, options, following.signal), following.onChange).then((refusal) => {
      followed -= 1;
      if (refusal) refused.set(key, refusal);
      lists.delete(key);
      if (!following.signal.aborted) following.onChange();
    });
    return () => ({ ...first, items: [...items.values()] });
  };

  return {
    cluster: {
      ...cluster,
      async list(resource, options = {}) {
        const { group, version, plural } = resource;
        const key = JSON.stringify([group, version, plural, options.namespace, options.labelSelector]);
        const known = lists.get(key) ?? start(key, resource, options);
        if (!refused.has(key)) lists.set(key, known);
        try {
          return (await known)();
        } catch (error) {
          // A list that the account may not read now cannot be read a moment later.
          if (!isApiFailure(error, 403)) lists.delete(key);
          throw error;
        }
      },
    },
    isFollowing: () => followed > 0,
    refusals: () => [...refused.values()],
  };
}

/**
 * Ends with the watch. Whoever needs the list then requests it again and gets the error.
 * @returns the answer of a server that refused the watch
 */
async function follow(
  items: Map<string, LiveObject>,
  events: AsyncIterable<WatchEvent>,
  onChange: () => void,
): Promise<ApiFailure | undefined> {
  try {
    for await (const { type, object } of events) {
      const { uid, resourceVersion } = object.metadata;
      if (type !== 'DELETED' && items.get(uid)?.metadata.resourceVersion === resourceVersion) continue;
      if (type === 'DELETED') items.delete(uid);
      else items.set(uid, object);
      onChange();
    }
  } catch (error) {
    // The next list says what else is wrong.
    if (isApiFailure(error, 401, 403, 404)) return error;
  }
  return undefined;
}
