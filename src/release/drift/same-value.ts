import { isDeepStrictEqual } from 'node:util';
import type { ValuePath } from '../../diagnostics';
import { isMap } from '../../environments/merge';

/** Fields whose values are amounts: servers write them another way than they were said. */
const amounts = ['requests', 'limits', 'sizeLimit', 'averageValue', 'divisor', 'hard'];

const suffixes: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** Whether a server that was told `said` and keeps `live` has not been told anything else since. */
export function isSameValue(said: unknown, live: unknown, path: ValuePath): boolean {
  if (isDeepStrictEqual(said, live)) return true;
  if (live === undefined || live === null) return isNothing(said);
  return path.some((step) => amounts.includes(String(step))) && isSameAmount(said, live);
}

/** What a server leaves out, as if it had not been said. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.values(value).every(isNothing);
  return value === undefined || value === null || value === '' || value === false || value === 0;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
function isSameAmount(one: unknown, another: unknown): boolean {
  const [a, b] = [amount(one), amount(another)];
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function amount(value: unknown): number | undefined {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([KMGTPE]i|[numkMGTPE])?$/.exec(String(value));
  const factor = suffixes[match?.[2] ?? ''];
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}
