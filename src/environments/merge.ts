type Map_ = Readonly<Record<string, unknown>>;

/** Whether a value is a map of ours, and not a class instance such as a reference or an image. */
export function isMap(value: unknown): value is Map_ {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The root of any realm: jest and vm have roots of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Lays one layer over another: maps merge, everything else (lists too) replaces,
 * `undefined` says nothing. `null` stays `null`, so that it removes from every layer below:
 * call `withoutNulls` at the end.
 */
export function merge(lower: unknown, upper: unknown): unknown {
  return mergeMap(lower, upper, merge);
}

/** The same for one map, whose entries that both layers have are left to `both`. */
export function mergeMap(
  lower: unknown,
  upper: unknown,
  both: (lower: unknown, upper: unknown, key: string) => unknown,
): unknown {
  if (upper === undefined) return lower;
  if (!isMap(lower) || !isMap(upper)) return upper;
  const keys = [...new Set([...Object.keys(lower), ...Object.keys(upper)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [below, above] = [own(lower, key), own(upper, key)];
      return [key, below === undefined ? above : above === undefined ? below : both(below, above, key)];
    }),
  );
}

/** Carries the removals out: entries that are `null` go. Maps and lists of the result are new ones. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

/** A copy that nobody can change; what is handed in stays as free as it was. */
export function frozen<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as T;
  if (!isMap(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozen(inner)]))) as T;
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)];
    return isMap(inner) ? own(inner, String(step)) : undefined;
  }, value);
}

/** The value of a key, and not what every map inherits. */
export function own(map: Map_, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
