import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../src/data/merge';
import { keyDefaults } from '../../src/equivalence/list-keys';
import { fieldType, itemType, type Type } from './type';

/** Steps from the root to a field, as managers of fields are written down: `f:spec`, `k:{"name":"main"}`. */
export type Steps = readonly string[];

/** Fields by their steps, as one text: `["f:spec","f:replicas"]`. */
export type Leaves = ReadonlyMap<string, unknown>;

export const textOf = (steps: Steps): string => JSON.stringify(steps);
export const stepsOf = (text: string): Steps => JSON.parse(text);

/** Every field of a value. A list without keys is one field; an entry of a list with keys is one beside its own fields. */
export function leavesOf(value: unknown, type: Type, steps: Steps = []): Leaves {
  const inner = children(value, type);
  if (!inner || (inner.length === 0 && steps.length > 0)) return new Map([[textOf(steps), value]]);
  return new Map(
    inner.flatMap(([step, item, itemsType]) => [
      ...(step.startsWith('k:') ? [[textOf([...steps, step, '.']), true] as const] : []),
      ...leavesOf(item, itemsType, [...steps, step]),
    ]),
  );
}

/** What a map or a list with keys is made of, by steps; undefined for what has no parts. */
export function children(value: unknown, type: Type): [step: string, value: unknown, type: Type][] | undefined {
  if (isMap(value) && !type.isAtomic)
    return Object.entries(value).map(([key, inner]) => [`f:${key}`, inner, fieldType(type, key)]);
  if (Array.isArray(value) && type.keys)
    return value.map((item) => [stepTo(item, type.keys ?? []), item, itemType(type)]);
  return undefined;
}

function stepTo(item: unknown, keys: readonly string[]): string {
  const fields = { ...keyDefaults, ...(item as object) } as Readonly<Record<string, unknown>>;
  const named = keys.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]);
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
}

/** Fields that are new or otherwise in the second, and those that are gone from it. */
export function changesBetween(before: Leaves, after: Leaves): { changed: Set<string>; removed: Set<string> } {
  const isSame = (key: string) => before.has(key) && isDeepStrictEqual(before.get(key), after.get(key));
  return {
    changed: new Set([...after.keys()].filter((key) => !isSame(key))),
    removed: new Set([...before.keys()].filter((key) => !after.has(key))),
  };
}
