import { isMap } from '../../../../data/merge';
import type { Values } from '../values';

/** Values on their way to something that rules accept. */
export interface Draft {
  [name: string]: unknown;
}

/** Makes drawn values keep one rule; what keeps it already is left as it is. */
export type Shaper = (flow: Draft, turn: number) => void;

export function draftOf(values: Values): Draft {
  return copy(values) as Draft;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

/** A member that is a map; undefined where nothing is said. */
export function part(draft: Draft, name: string): Draft | undefined {
  return draft[name] as Draft | undefined;
}

/** The entries of a member that is a table. */
export function rows(draft: Draft, name: string): [string, Draft][] {
  return Object.entries((draft[name] ?? {}) as Record<string, Draft>);
}

/** The main container, and those beside it. */
export function containers(flow: Draft): Draft[] {
  return [flow, ...rows(flow, 'init').map(([, one]) => one), ...rows(flow, 'sidecars').map(([, one]) => one)];
}

export function remove(draft: Draft, ...names: string[]): void {
  for (const name of names) delete draft[name];
}

/** Leaves one of several ways, each in its turn; without any there is one to fall back on. */
export function chooseOne(draft: Draft, ways: readonly string[], turn: number, fallback: Draft = {}): void {
  const found = ways.filter((way) => way in draft);
  const kept = found[turn % Math.max(1, found.length)];
  remove(draft, ...found.filter((way) => way !== kept));
  if (kept === undefined) Object.assign(draft, fallback);
}

/** A number or text that is not taken yet. */
export function untaken<T extends number | string>(wanted: T, taken: Set<T>, next: (value: T) => T): T {
  let value = wanted;
  while (taken.has(value)) value = next(value);
  taken.add(value);
  return value;
}
