type Map_ = Readonly<Record<string, unknown>>;

/** Reports whether a value is a plain map, and not an instance of a class such as a reference or an image. */
export function isMap(value: unknown): value is Map_ {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The prototype may come from another realm: jest and vm have an Object.prototype of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Merges an upper layer into a lower one. Maps are merged; all other values, including lists, are replaced.
 * `undefined` keeps the lower value. `null` stays in the result, so that it removes the value from further
 * lower layers; call `withoutNulls` after the last merge.
 */
export function merge(lower: unknown, upper: unknown): unknown {
  return mergeMap(lower, upper, merge);
}

/** Like `merge`, but calls `both` for a key that both maps have. */
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
      const [below, above] = [ownValue(lower, key), ownValue(upper, key)];
      return [key, below === undefined ? above : above === undefined ? below : both(below, above, key)];
    }),
  );
}

/** Returns a copy without the entries that are `null` or `undefined`. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

/** Returns a frozen copy. The argument is not frozen. */
export function deepFrozenCopy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(deepFrozenCopy)) as T;
  if (!isMap(value)) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deepFrozenCopy(inner)])),
  ) as T;
}

/** Returns the value at a path, or undefined if there is none. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)];
    return isMap(inner) ? ownValue(inner, String(step)) : undefined;
  }, value);
}

/** Returns the value of a key of the map itself, not of its prototype. */
export function ownValue(map: Map_, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
