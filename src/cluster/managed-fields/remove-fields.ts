import type { FieldsV1 } from '../cluster';
import { isStepTo } from './step';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A value without what one set of fields has and another has not: what becomes of an object when a manager gives up
 * fields that nobody else owns. A place goes with all that is below it.
 *
 * @param given what is given up, among other things
 * @param kept what somebody still owns
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
