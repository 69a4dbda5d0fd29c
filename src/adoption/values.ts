import { isEqual } from '../data/equal';
import { isMap } from '../data/merge';
import type { Fields } from '../equivalence/fields';

/** A value of a generated application that is an expression of code: `this.image('web', 'example/web')`. */
export class Expression {
  constructor(readonly code: string) {}
}

/** A value that only code can decide and that differs between environments. Absent environments have no value. */
export class ByEnvironment {
  constructor(readonly values: ReadonlyMap<string, unknown>) {}
}

/** The fields that are set, and that are not empty maps or lists. */
export function filled(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)));
}

export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

/** Whether two values are written alike. The order of the keys of a map has no meaning. */
export function areEqual(one: unknown, other: unknown): boolean {
  return isEqual(one, other, (left, right) =>
    left instanceof Expression && right instanceof Expression ? left.code === right.code : Object.is(left, right),
  );
}

/** A text that is not empty; undefined for any other value. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The entries of a map of texts. Other entries, which Kubernetes would refuse, are left out. */
export function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isMap(value) ? value : {}).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}
