/** Pairs each item that repeats an earlier key with the first item that has the key. Items without keys are ignored. */
export function duplicates<T>(items: readonly T[], key: (item: T) => string | undefined): [first: T, again: T][] {
  const first = new Map<string, T>();
  return items.flatMap((item): [T, T][] => {
    const name = key(item);
    if (name === undefined) return [];
    const seen = first.get(name);
    if (seen !== undefined) return [[seen, item]];
    first.set(name, item);
    return [];
  });
}
