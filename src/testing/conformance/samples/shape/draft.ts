import { isMap } from '../../../../data/merge';
import type { Values } from '../values';

/** Values of a flow that shapers change until the rules of the model accept them. */
export interface Draft {
  [name: string]: unknown;
}

/** Changes random values so that they follow one rule. Values that already follow it stay unchanged. */
export type Shaper = (flow: Draft, turn: number) => void;

export function draftOf(values: Values): Draft {
  return copy(values) as Draft;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

/** A member that is a map; undefined if it is not set. */
export function part(draft: Draft, name: string): Draft | undefined {
  return draft[name] as Draft | undefined;
}

/** The entries of a member that is a table. */
export function rows(draft: Draft, name: string): [string, Draft][] {
  return Object.entries((draft[name] ?? {}) as Record<string, Draft>);
}

/** The main container, the init containers and the sidecars. */
export function containers(flow: Draft): Draft[] {
  return [flow, ...rows(flow, 'init').map(([, one]) => one), ...rows(flow, 'sidecars').map(([, one]) => one)];
}

/** The flow's own route and its further routes. */
export function routes(flow: Draft): Draft[] {
  const own = part(flow, 'route');
  return [...(own ? [own] : []), ...rows(flow, 'routes').map(([, one]) => one)];
}

export function remove(draft: Draft, ...names: string[]): void {
  for (const name of names) delete draft[name];
}

/** Keeps one of several exclusive members, which depends on the turn. If none is set, the fallback is. */
export function chooseOne(draft: Draft, ways: readonly string[], turn: number, fallback: Draft = {}): void {
  const found = ways.filter((way) => way in draft);
  const kept = found[turn % Math.max(1, found.length)];
  remove(draft, ...found.filter((way) => way !== kept));
  if (kept === undefined) Object.assign(draft, fallback);
}

/** Returns a number or text that is not used yet, and marks it as used. */
export function untaken<T extends number | string>(wanted: T, taken: Set<T>, next: (value: T) => T): T {
  let value = wanted;
  while (taken.has(value)) value = next(value);
  taken.add(value);
  return value;
}
