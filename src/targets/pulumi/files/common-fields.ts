import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../../data/merge';
import { versionLabel } from '../../../kubernetes/labels';

/** The fields that a pin changes. A promotion edits the file of one environment, so they are never common. */
const fieldsOfPins: readonly string[] = ['image', versionLabel];

/**
 * The fields that all values have in common: those of maps, and of lists of one item, by their fields. Any other value
 * is common if it is equal in all. Undefined, if there are none. `merged` of data/pulumi/merged.ts adds the rest again.
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

/** A field that the map itself has, so that `__proto__` is only a name. */
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
