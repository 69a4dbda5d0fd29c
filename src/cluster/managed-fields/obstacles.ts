import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { isMap, ownValue } from '../../data/merge';
import type { FieldsV1, LiveObject } from '../cluster';
import type { FieldPath } from './field-set';
import { isStepTo, stepTo } from './step';

/**
 * The live fields that can forbid a declared change: those that are not declared, in a map in which a declared field is
 * new or gets another value. For example, `rollingUpdate` forbids `type: Recreate`, and `value` forbids `valueFrom`. In
 * the same way an entry of a list can forbid another one: two ports cannot have one name.
 *
 * @param owned the fields that all managers own, which show how the entries of lists are told apart
 */
export function obstaclesTo(
  { apiVersion: _, kind: __, metadata: ___, ...body }: KubernetesObject,
  live: LiveObject,
  owned: FieldsV1,
): FieldPath[] {
  return Object.entries(body).flatMap(([key, declared]) =>
    besideChanges(declared, ownValue(live, key), owned[`f:${key}`], [`f:${key}`]),
  );
}

function besideChanges(declared: unknown, live: unknown, owned: FieldsV1 = {}, path: FieldPath): FieldPath[] {
  if (isMap(declared) && isMap(live)) {
    const isChanged = Object.entries(declared).some(([key, value]) => isOther(value, ownValue(live, key)));
    const undeclared = Object.keys(live).filter((key) => !Object.hasOwn(declared, key));
    return [
      ...(isChanged ? undeclared.map((key) => [...path, `f:${key}`]) : []),
      ...Object.entries(declared).flatMap(([key, value]) =>
        besideChanges(value, ownValue(live, key), owned[`f:${key}`], [...path, `f:${key}`]),
      ),
    ];
  }
  if (!Array.isArray(declared) || !Array.isArray(live)) return [];
  const steps = Object.keys(owned).filter((step) => step !== '.');
  const pairs = declared.map((item) => {
    const step = stepTo(steps, item);
    const other = live.find((one, index) => step !== undefined && isStepTo(step, one, index));
    return { item, step, other };
  });
  const undeclared = steps.filter((step) => step.startsWith('k:') && !pairs.some((pair) => pair.step === step));
  return [
    ...(pairs.some(({ item, other }) => isOtherEntry(item, other)) ? undeclared.map((step) => [...path, step]) : []),
    ...pairs.flatMap(({ item, step, other }) =>
      step === undefined ? [] : besideChanges(item, other, owned[step], [...path, step]),
    ),
  ];
}

/** Whether a declared entry of a list is new, or has a field that is new or changes. */
function isOtherEntry(declared: unknown, live: unknown): boolean {
  if (!isMap(declared) || !isMap(live)) return isOther(declared, live);
  return Object.entries(declared).some(([key, value]) => isOther(value, ownValue(live, key)));
}

/** Whether a declared field is new, or a simple value that changes. */
function isOther(declared: unknown, live: unknown): boolean {
  if (live === undefined) return true;
  return typeof declared !== 'object' && !isDeepStrictEqual(declared, live);
}
