import type { FieldsV1 } from '../cluster';
import { isStepTo } from './step';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A value without the fields that one set contains and another does not: the object after a manager has given up fields
 * that nobody else owns. A field is removed with everything below it.
 *
 * @param given the fields of the manager that gives up
 * @param kept the fields that somebody still owns
 */
export function removeFields(value: unknown, given: FieldsV1, kept: FieldsV1): unknown {
  if (Array.isArray(value)) return value.flatMap((item, index) => removeFromItem(item, index, given, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Fields).flatMap(([key, inner]) => {
      const step = `f:${key}`;
      const [gone, still] = [given[step], kept[step]];
      if (!gone) return [[key, inner]];
      return still ? [[key, removeFields(inner, gone, still)]] : [];
    }),
  );
}

function removeFromItem(item: unknown, index: number, given: FieldsV1, kept: FieldsV1): unknown[] {
  const step = Object.keys(given).find((one) => isStepTo(one, item, index));
  if (step === undefined) return [item];
  const [gone, still] = [given[step], kept[step]];
  return gone && still ? [removeFields(item, gone, still)] : [];
}
