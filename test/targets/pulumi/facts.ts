/** A value that a manifest says, with the path to it: `[['f:spec', 'f:replicas'], 2]`. */
export type Fact = readonly [path: readonly string[], value: unknown];

/** The fields that `towpath pin` changes. */
export const pinFields: readonly string[] = ['image', 'app.kubernetes.io/version'];

/**
 * What a value says, in parts that can be common on their own. A list of one item says what its item says. Any other
 * list, and an empty map, is one part.
 */
export function factsOf(value: unknown, path: readonly string[] = []): Fact[] {
  if (value === undefined && path.length === 0) return [];
  if (Array.isArray(value)) return value.length === 1 ? factsOf(value[0], [...path, 'only']) : [[path, value]];
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const fields = Object.entries(value);
  return fields.length === 0
    ? [[path, value]]
    : fields.flatMap(([key, inner]) => factsOf(inner, [...path, `f:${key}`]));
}

/** Whether a pin changes the part: it is below such a field, or contains one. */
export function isOfPin([path, value]: Fact): boolean {
  if (path.some((step) => pinFields.includes(step.slice(2)))) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => pinFields.includes(key) || isOfPin([[], inner]));
}
