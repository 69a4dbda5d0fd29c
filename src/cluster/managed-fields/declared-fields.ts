import { isMap } from '../../data/merge';
import type { FieldsV1 } from '../cluster';
import { stepTo } from './step';

/**
 * The fields of a declared value as a field set. The schema is not known here: the fields that managers own show which
 * lists are merged entry by entry, and by which keys.
 *
 * @param owned the fields that all managers own
 */
export function declaredFields(declared: unknown, owned: FieldsV1 = {}): FieldsV1 {
  if (isMap(declared))
    return Object.fromEntries(
      Object.entries(declared).map(([key, inner]) => [`f:${key}`, declaredFields(inner, owned[`f:${key}`])]),
    );
  if (!Array.isArray(declared)) return {};
  const steps = Object.keys(owned);
  return Object.fromEntries(
    declared.flatMap((item) => {
      const step = stepTo(steps, item);
      return step === undefined ? [] : [[step, { '.': {}, ...declaredFields(item, owned[step]) }]];
    }),
  );
}

/**
 * A live value after a declared value was applied to it, as a server merges them: maps and lists with keys are merged,
 * all other values are replaced.
 *
 * @param owned the fields that all managers own
 */
export function mergeDeclared(live: unknown, declared: unknown, owned: FieldsV1 | undefined): unknown {
  if (isMap(live) && isMap(declared)) {
    // A map that is owned as a whole is replaced as a whole.
    if (owned && Object.keys(owned).length === 0) return declared;
    const merged = Object.entries(declared).map(([key, value]) => [
      key,
      Object.hasOwn(live, key) ? mergeDeclared(live[key], value, owned?.[`f:${key}`]) : value,
    ]);
    return { ...live, ...Object.fromEntries(merged) };
  }
  if (!Array.isArray(live) || !Array.isArray(declared)) return declared;
  const steps = Object.keys(owned ?? {}).filter((step) => /^[kv]:/.test(step));
  if (steps.length === 0) return declared;
  const others = new Map(live.map((item) => [stepTo(steps, item), item]));
  const merged = declared.map((item) => {
    const step = stepTo(steps, item);
    if (step === undefined || !others.has(step)) return item;
    const now = mergeDeclared(others.get(step), item, owned?.[step]);
    others.delete(step);
    return now;
  });
  return [...merged, ...others.values()];
}
