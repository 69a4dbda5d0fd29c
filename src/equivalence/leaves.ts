import { isMap } from '../data/merge';
import type { ValuePath } from '../diagnostics';

export interface Leaf {
  readonly path: ValuePath;
  readonly value: unknown;
}

/** What an object says, as it is written, each with its path. A map or list with nothing in it says something too. */
export function leaves(object: unknown, path: ValuePath = []): Leaf[] {
  const entries: (readonly [string | number, unknown])[] = Array.isArray(object)
    ? object.map((inner, index) => [index, inner])
    : Object.entries(isMap(object) ? object : {});
  if (entries.length === 0) return [{ path, value: object }];
  return entries.flatMap(([step, inner]) => leaves(inner, [...path, step]));
}
