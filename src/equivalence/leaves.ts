import { isMap } from '../data/merge';
import type { ValuePath } from '../diagnostics';

export interface Leaf {
  readonly path: ValuePath;
  readonly value: unknown;
}

/** The values of an object with their paths, as they are written. An empty map or list counts as a value. */
export function leaves(object: unknown, path: ValuePath = []): Leaf[] {
  const entries: (readonly [string | number, unknown])[] = Array.isArray(object)
    ? object.map((inner, index) => [index, inner])
    : Object.entries(isMap(object) ? object : {});
  if (entries.length === 0) return [{ path, value: object }];
  return entries.flatMap(([step, inner]) => leaves(inner, [...path, step]));
}
