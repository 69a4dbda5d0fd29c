/** The order of a list that is written as a map in code: see the property `listOrder`. Without a value it is `name`. */
export type ListOrder = 'declared' | 'name' | undefined;

/** Returns the keys of a map in the order of the list that it becomes. */
export function orderedKeys(map: object, order: ListOrder): string[] {
  const keys = Object.keys(map);
  return order === 'declared' ? keys : keys.sort();
}
