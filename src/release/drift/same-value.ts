import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { quantityOf } from '../../model/quantity';

/** Fields whose values are quantities. Servers write them in another form than they were sent in. */
const amounts = ['requests', 'limits', 'sizeLimit', 'averageValue', 'divisor', 'hard'];

/** Whether a live value is what the server makes of the value that was sent, so that nobody has changed it since. */
export function isSameValue(expected: unknown, live: unknown, path: ValuePath): boolean {
  if (isDeepStrictEqual(expected, live)) return true;
  if (live === undefined || live === null) return isNothing(expected);
  return path.some((step) => amounts.includes(String(step))) && isSameAmount(expected, live);
}

/** Values that a server leaves out. */
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
