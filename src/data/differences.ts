import { isDeepStrictEqual } from 'node:util';
import type { ValuePath } from '../diagnostics';
import { isMap, ownValue } from './merge';

/** A field in which two objects differ. A value is `undefined` if the object does not have the field. */
export interface Difference {
  readonly path: ValuePath;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * The fields in which two values differ. Entries of a list that have names are matched by name, so that an additional
 * container or variable is one difference.
 */
export function differences(from: unknown, to: unknown, path: ValuePath = []): Difference[] {
  if (isDeepStrictEqual(from, to)) return [];
  const [left, right] = [keyed(from), keyed(to)];
  if (!left || !right) return [{ path, from, to }];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return keys.flatMap((key) => differences(ownValue(left, key), ownValue(right, key), [...path, key]));
}

function keyed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (isMap(value)) return value;
  if (!Array.isArray(value) || !value.every((item) => isMap(item) && typeof item.name === 'string')) return undefined;
  return Object.fromEntries(value.map((item) => [item.name, item]));
}
