import { mapValues } from '../data/merge';

/** A map without its undefined entries. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return mapValues(value as Readonly<Record<string, unknown>>, (inner) => inner) as never;
}

/** Returns a list or a map, or undefined if it is an empty list or a map in which no entry has a value. */
export function unlessEmpty<T extends object>(value: T | undefined): T | undefined {
  if (value === undefined || Array.isArray(value)) return value?.length === 0 ? undefined : value;
  for (const key of Object.keys(value)) if (value[key as keyof T] !== undefined) return value;
  return undefined;
}
