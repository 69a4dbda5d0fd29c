import type { ValuePath } from '../diagnostics';
import { isMap } from './merge';

/** A value without values below it, and its path. Entries of a list are named by their names if all have one. */
export interface Leaf {
  readonly path: ValuePath;
  readonly value: unknown;
}

/** Every leaf of a value, by its path as text. An empty map or list is a leaf, because it can have a meaning. */
export function leavesOf(value: unknown): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  collect(value, [], found);
  return found;
}

function collect(value: unknown, path: ValuePath, found: Map<string, Leaf>): void {
  const entries = entriesOf(value);
  if (entries.length === 0) found.set(JSON.stringify(path), { path, value });
  for (const [step, inner] of entries) collect(inner, [...path, step], found);
}

function entriesOf(value: unknown): [step: string | number, inner: unknown][] {
  if (isMap(value)) return Object.entries(value);
  if (!Array.isArray(value)) return [];
  const names = value.map((item: unknown) => (isMap(item) && typeof item.name === 'string' ? item.name : undefined));
  // A name that occurs twice would hide one of the two.
  const areNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return value.map((item: unknown, index) => [areNamed ? (names[index] as string) : index, item]);
}
