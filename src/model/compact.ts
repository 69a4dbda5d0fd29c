import { mapValues } from '../data/merge';

/** A map without its undefined entries. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return mapValues(value as Readonly<Record<string, unknown>>, (inner) => inner) as never;
}

/** Undefined in place of an empty list, or of a map without a defined entry. */
export function unlessEmpty<T extends object>(value: T | undefined): T | undefined {
  if (value === undefined || Array.isArray(value)) return value?.length === 0 ? undefined : value;
  for (const key of Object.keys(value)) if (value[key as keyof T] !== undefined) return value;
  return undefined;
}
