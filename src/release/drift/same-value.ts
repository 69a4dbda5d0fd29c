import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { quantityOf } from '../../model/quantity';

/** Fields whose values are amounts: servers write them another way than they were said. */
const amounts = ['requests', 'limits', 'sizeLimit', 'averageValue', 'divisor', 'hard'];

/** Whether a server that was told `said` and keeps `live` has not been told anything else since. */
export function isSameValue(expected: unknown, live: unknown, path: ValuePath): boolean {
  if (isDeepStrictEqual(expected, live)) return true;
  if (live === undefined || live === null) return isNothing(expected);
  return path.some((step) => amounts.includes(String(step))) && isSameAmount(expected, live);
}

/** What a server leaves out, as if it had not been said. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.values(value).every(isNothing);
  return value === undefined || value === null || value === '' || value === false || value === 0;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
function isSameAmount(one: unknown, another: unknown): boolean {
  const [a, b] = [quantityOf(one), quantityOf(another)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
