import { isDeepStrictEqual } from 'node:util';
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

/** The map, or undefined if it has no entries. */
export function orNothing(fields: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}

export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

export const areEqual = isDeepStrictEqual;

/** The entries of a map of texts. Other entries, which Kubernetes would refuse, are left out. */
export function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isMap(value) ? value : {}).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}
