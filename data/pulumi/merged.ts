/**
 * Adds the fields of one environment to the fields that all environments have in common. Maps, and lists of one item,
 * are merged; any other value of the environment replaces the common one.
 */
// biome-ignore lint/suspicious/noExplicitAny: the fields were checked when they were written
export function merged(common: any, own: any): any {
  if (own === undefined) return common;
  if (common === undefined) return own;
  if (isSingle(common) && isSingle(own)) return [merged(common[0], own[0])];
  if (!isMap(common) || !isMap(own)) return own;
  const ownFields = new Map(Object.entries(own));
  const fields = Object.entries(common).map(([key, value]) => [key, merged(value, ownFields.get(key))]);
  return Object.fromEntries([...fields, ...[...ownFields].filter(([key]) => !Object.hasOwn(common, key))]);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSingle(value: unknown): value is [unknown] {
  return Array.isArray(value) && value.length === 1;
}
