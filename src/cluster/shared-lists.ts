import type { Cluster, ListOptions, LiveObject, ObjectList, Resource, WatchEvent } from './cluster';
import { isApiFailure } from './http/api-failure';

export interface ListSubscription {
  readonly signal: AbortSignal;
  /** Called when something in one of the lists is not as it was. */
  readonly onChange: () => void;
}

export interface SharedLists {
  readonly cluster: Cluster;
  /** Whether any list still follows what happens. */
  isFollowing(): boolean;
}

/**
 * A cluster that is asked for each list once, however often it is wanted.
 *
 * @param following keeps the lists as they are in the cluster, by watching, as long as the signal lasts; one that
 * breaks off for good is asked for anew
 */
export function sharedLists(cluster: Cluster, following?: ListSubscription): SharedLists {
  const lists = new Map<string, Promise<() => ObjectList>>();
  let followed = 0;

  const start = async (key: string, resource: Resource, options: ListOptions): Promise<() => ObjectList> => {
    const first = await cluster.list(resource, options);
    if (!following) return () => first;
    const items = new Map(first.items.map((item) => [item.metadata.uid, item]));
    followed += 1;
    void follow(items, cluster.watch(resource, options, following.signal), following.onChange).then(() => {
      followed -= 1;
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
        lists.set(key, known);
        try {
          return (await known)();
        } catch (error) {
          // What may not be read now, may not be read a moment later.
          if (!isApiFailure(error, 403)) lists.delete(key);
          throw error;
        }
      },
    },
    isFollowing: () => followed > 0,
  };
}

/** Ends when the watch does, for whatever reason: whoever wants the list then asks again, and is told. */
async function follow(
  items: Map<string, LiveObject>,
  events: AsyncIterable<WatchEvent>,
  onChange: () => void,
): Promise<void> {
  try {
    for await (const { type, object } of events) {
      const { uid, resourceVersion } = object.metadata;
      if (type !== 'DELETED' && items.get(uid)?.metadata.resourceVersion === resourceVersion) continue;
      if (type === 'DELETED') items.delete(uid);
      else items.set(uid, object);
      onChange();
    }
  } catch {
    // The next list says what is wrong.
  }
}
