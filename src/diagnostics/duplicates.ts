/** Pairs each item that repeats an earlier key with the first item that has the key. Items without keys are ignored. */
export function duplicates<T>(items: readonly T[], key: (item: T) => string | undefined): [first: T, again: T][] {
  const first = new Map<string, T>();
  const pairs: [T, T][] = [];
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const seen = first.get(name);
    if (seen === undefined) first.set(name, item);
    else pairs.push([seen, item]);
  }
  return pairs;
}
