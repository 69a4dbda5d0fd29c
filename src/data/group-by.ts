/** A list that is not empty. */
export type Some<T> = [T, ...T[]];

/** Groups items by a key. Groups and items keep the order in which they were found. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, Some<T>> {
  const groups = new Map<K, Some<T>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
