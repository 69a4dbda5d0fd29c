import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../../data/merge';
import { versionLabel } from '../../../kubernetes/labels';

/** The fields that a pin changes. A promotion changes them in only one environment, so they never count as common. */
const fieldsOfPins: readonly string[] = ['image', versionLabel];

/**
 * The fields that all values have in common. Maps, and lists of one item, are compared by their fields; any other value
 * is common if it is equal in all of them. `merged` of data/pulumi/merged.ts adds the other fields again. The result is
 * undefined if nothing is common.
 */
export function commonFields(values: readonly unknown[]): unknown {
  const [first, ...others] = values;
  if (others.every((other) => isDeepStrictEqual(first, other)) && !hasPin(first)) return first;
  if (values.every(isSingle)) {
    const item = commonFields(values.map(([value]) => value));
    return item === undefined ? undefined : [item];
  }
  if (!values.every(isObject)) return undefined;
  const fields = Object.keys(values[0] ?? {})
    .filter((key) => !fieldsOfPins.includes(key))
    .map((key) => [key, commonFields(values.map((value) => field(value, key)))] as const)
    .filter(([, value]) => value !== undefined);
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

/** The fields of a value that are not in the common fields; undefined, if there are none. */
export function ownFields(value: unknown, common: unknown): unknown {
  if (common === undefined) return value;
  if (isDeepStrictEqual(value, common)) return undefined;
  if (isSingle(value) && isSingle(common)) return [ownFields(value[0], common[0])];
  if (!isObject(value) || !isObject(common)) return value;
  const fields = Object.keys(value)
    .map((key) => [key, ownFields(field(value, key), field(common, key))] as const)
    .filter(([, own]) => own !== undefined);
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

/** The value of a field that the map itself has. A field with the name `__proto__` is a field like any other. */
function field(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined;
}

function hasPin(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasPin);
  return isObject(value) && Object.entries(value).some(([key, inner]) => fieldsOfPins.includes(key) || hasPin(inner));
}

function isSingle(value: unknown): value is [unknown] {
  return Array.isArray(value) && value.length === 1;
}
