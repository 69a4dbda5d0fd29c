/**
 * The keys of a map that have a value, in the order of their characters. The keys of most objects are in order already,
 * because rendering sorts them, and then nothing is sorted.
 */
export function sortedKeys(map: Readonly<Record<string, unknown>>): string[] {
  const keys: string[] = [];
  let isSorted = true;
  for (const key of Object.keys(map)) {
    if (map[key] === undefined) continue;
    if (keys.length > 0 && (keys[keys.length - 1] as string) > key) isSorted = false;
    keys.push(key);
  }
  return isSorted ? keys : keys.sort();
}
