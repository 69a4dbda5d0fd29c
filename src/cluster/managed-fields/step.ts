import { isDeepStrictEqual } from 'node:util';
import { isMap, ownValue } from '../../data/merge';
import { jsonIfValid } from '../../data/parse-json';

/** Whether a step of a field set matches an entry of a live list. */
export function isStepTo(step: string, item: unknown, index: number): boolean {
  return step.startsWith('i:') ? Number(step.slice(2)) === index : hasKeys(step, item, false);
}

/** Whether a step matches an entry of a declared list, which may leave out a key that has a default. */
export function mayBeStepTo(step: string, item: unknown): boolean {
  return hasKeys(step, item, true);
}

/** The step of a field set that matches an entry of a declared list; undefined if the entry is new. */
export function stepTo(steps: readonly string[], item: unknown): string | undefined {
  // `protocol` is the only key of a list that the server sets by default.
  const named = isMap(item) ? { protocol: 'TCP', ...item } : item;
  return steps.find((step) => hasKeys(step, named, false));
}

function hasKeys(step: string, item: unknown, mayLackSome: boolean): boolean {
  const stepValue = /^[kv]:/.test(step) ? jsonIfValid(step.slice(2)) : undefined;
  if (stepValue === undefined) return false;
  if (step.startsWith('v:')) return isDeepStrictEqual(stepValue, item);
  if (!isMap(stepValue) || !isMap(item)) return false;
  return Object.entries(stepValue).every(([key, value]) => {
    const found = ownValue(item, key);
    return (mayLackSome && found === undefined) || isDeepStrictEqual(found, value);
  });
}
