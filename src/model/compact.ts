import { mapValues } from '../data/merge';

/** A map without its undefined entries. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return mapValues(value as Readonly<Record<string, unknown>>, (inner) => inner) as never;
}

/** Undefined in place of an empty map or list. */
export function unlessEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
