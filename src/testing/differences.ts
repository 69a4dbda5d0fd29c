import { isDeepStrictEqual } from 'node:util';
import { formatPath, type ValuePath } from '../diagnostics';
import { isMap } from '../environments/merge';

/**
 * Paths at which two values differ. Entries of a list that have names are matched by name,
 * so that one more container or variable is one difference.
 */
export function differences(a: unknown, b: unknown): string[] {
  return walk(a, b, []).map(formatPath);
}

function walk(a: unknown, b: unknown, path: ValuePath): ValuePath[] {
  if (isDeepStrictEqual(a, b)) return [];
  const [left, right] = [keyed(a), keyed(b)];
  if (!left || !right) return [path];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return keys.flatMap((key) => walk(left[key], right[key], [...path, key]));
}

function keyed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (isMap(value)) return value;
  if (!Array.isArray(value) || !value.every((item) => isMap(item) && typeof item.name === 'string')) return undefined;
  return Object.fromEntries(value.map((item) => [item.name, item]));
}
