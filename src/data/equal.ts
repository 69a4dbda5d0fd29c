import { isMap } from './merge';

/**
 * Reports whether two values hold the same data: maps with the same entries in any order, and lists with the same items. An
 * entry that is undefined differs from an entry that is absent.
 *
 * @param areSame compares values that are neither maps nor lists, such as texts, numbers and instances of classes
 */
export function isEqual(
  one: unknown,
  other: unknown,
  areSame: (one: unknown, other: unknown) => boolean = Object.is,
): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return areSame(one, other);
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    for (let index = 0; index < one.length; index++) if (!isEqual(one[index], other[index], areSame)) return false;
    return true;
  }
  if (!isMap(one) || !isMap(other)) return areSame(one, other);
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(other, key) || !isEqual(one[key], other[key], areSame)) return false;
  }
  return true;
}
