import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { isMap, ownValue } from '../../data/merge';
import type { FieldsV1, LiveObject } from '../cluster';
import { entriesOf, isOurs } from './managers';
import { mayBeStepTo } from './step';

/**
 * Whether applying an object would change nothing: the server has recorded exactly its fields as ours, and all live
 * values equal ours. A `true` is always right. A server may write a value in another form (`1000m` as `1`); then the
 * answer is `false`, and a dry run must decide.
 */
export function isApplied(wanted: KubernetesObject, live: LiveObject): boolean {
  const entries = entriesOf(live).filter(isOurs);
  const [entry] = entries;
  if (!entry || entries.length > 1 || entry.apiVersion !== wanted.apiVersion) return false;
  const { apiVersion: _, kind: __, metadata, ...body } = wanted;
  const { name: ___, namespace: ____, ...described } = metadata;
  const fields = Object.keys(described).length > 0 ? { ...body, metadata: described } : body;
  return isSame(fields, live, entry.fieldsV1);
}

/** Whether a value has exactly the fields of a set, each with its live value. */
function isSame(wanted: unknown, live: unknown, set: FieldsV1): boolean {
  const steps = Object.keys(set).filter((step) => step !== '.');
  if (steps.length === 0) return isDeepStrictEqual(wanted, live);
  const inner = isMap(wanted) ? mapSteps(wanted, live, steps) : listSteps(wanted, live, steps);
  return inner?.every(([step, one, other]) => isSame(one, other, set[step] as FieldsV1)) ?? false;
}

type Pair = readonly [step: string, wanted: unknown, live: unknown];

/** The fields of a map by their steps; undefined if the map has other fields. */
function mapSteps(
  wanted: Readonly<Record<string, unknown>>,
  live: unknown,
  steps: readonly string[],
): Pair[] | undefined {
  const keys = Object.keys(wanted);
  if (!isMap(live) || keys.length !== steps.length || !keys.every((key) => steps.includes(`f:${key}`)))
    return undefined;
  return keys.map((key) => [`f:${key}`, wanted[key], ownValue(live, key)]);
}

/** The entries of a list by their steps; undefined if the list has other entries, or another order. */
function listSteps(wanted: unknown, live: unknown, steps: readonly string[]): Pair[] | undefined {
  if (!Array.isArray(wanted) || !Array.isArray(live) || wanted.length !== steps.length) return undefined;
  const pairs = wanted.map((item): Pair | undefined => {
    const fitting = steps.filter((step) => mayBeStepTo(step, item));
    const [step] = fitting;
    if (step === undefined || fitting.length > 1) return undefined;
    return [step, item, live.find((other) => mayBeStepTo(step, other))];
  });
  const found = pairs.filter((pair) => pair !== undefined);
  if (found.length !== wanted.length || new Set(found.map(([step]) => step)).size !== wanted.length) return undefined;
  const order = found.map(([, , other]) => live.indexOf(other));
  return order.every((place, index) => index === 0 || place > (order[index - 1] as number)) ? found : undefined;
}
