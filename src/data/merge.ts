import { issueError } from '../diagnostics';
import { deepestNesting } from './nesting';

type Map_ = Readonly<Record<string, unknown>>;

/** Reports whether a value is a plain map, and not an instance of a class such as a reference or an image. */
export function isMap(value: unknown): value is Map_ {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // The prototype may come from another realm: jest and vm have an Object.prototype of their own.
  return Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is an object other than a list. Unlike for `isMap`, it may be an instance of a class. */
export function isObject(value: unknown): value is Map_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts among the entries of a list; none for any other value. */
export function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** The maps among the entries of a list; none for any other value. */
export function mapsIn(list: unknown): Map_[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
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
  const merged: Record<string, unknown> = {};
  for (const key of Object.keys(lower)) {
    const [below, above] = [lower[key], ownValue(upper, key)];
    setOwn(merged, key, below === undefined ? above : above === undefined ? below : both(below, above, key));
  }
  for (const key of Object.keys(upper)) {
    if (!Object.hasOwn(lower, key)) setOwn(merged, key, upper[key]);
  }
  return merged;
}

/** Returns a copy without the entries that are `null` or `undefined`. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return mapValues(value, (inner) => (inner === null ? undefined : withoutNulls(inner)));
}

/**
 * Returns a frozen copy. The argument is not frozen.
 * @throws TowpathError `invalid-value` for a map or a list that contains itself, or is nested too deeply to be meant
 */
export function deepFrozenCopy<T>(value: T, depth = 0): T {
  if (depth > deepestNesting) {
    const message = `a map or a list contains itself, or is nested deeper than ${deepestNesting} levels`;
    throw issueError('invalid-value', message, { hint: 'pass plain data' });
  }
  if (Array.isArray(value)) return Object.freeze(value.map((inner) => deepFrozenCopy(inner, depth + 1))) as T;
  if (!isMap(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(copy, key, deepFrozenCopy(value[key], depth + 1));
  return Object.freeze(copy) as T;
}

/** Returns the value at a path, or undefined if there is none. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)];
    return isMap(inner) ? ownValue(inner, String(step)) : undefined;
  }, value);
}

/**
 * Returns the value of a key of the map itself. For text from outside, such as `constructor`, `map[key]` would find what
 * each object of JavaScript inherits.
 */
export function ownValue<T>(map: Readonly<Record<string, T>> | null | undefined, key: string): T | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Sets a key of the map itself. An assignment to `__proto__` would set the prototype instead. */
export function setOwn(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

/** Returns a map with the results of a function. A key whose result is undefined is left out. */
export function mapValues(map: Map_, change: (value: unknown, key: string) => unknown): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(map)) {
    const value = change(map[key], key);
    if (value !== undefined) setOwn(changed, key, value);
  }
  return changed;
}
