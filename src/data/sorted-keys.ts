/**
 * The keys of a map in the order of their characters. The keys of most objects are in order already, because rendering
 * sorts them, and then nothing is sorted.
 */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key);
  return isSorted ? keys : keys.sort();
}
