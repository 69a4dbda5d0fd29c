import type { GatesOverlay } from '../environments/environment-types';
import type { Windows } from './windows';

/** The gates of an environment. */
export type Gates = GatesOverlay;

/** The gates that one file or one release sets. */
export interface GateSource {
  /** Such as `environments/prod.yaml`, or `release 12 of pssp`. A function tells it for the path of one gate. */
  readonly setBy: string | ((path: readonly string[]) => string);
  readonly gates: Gates;
  /** The environments that versions are promoted from. */
  readonly promotesFrom: readonly string[];
}

/** One condition, with the settings that decide whether given facts fulfil it. */
export type Gate =
  | { readonly gate: 'windows'; readonly windows: Windows }
  | { readonly gate: 'healthy'; readonly sources: readonly string[] }
  | { readonly gate: 'soak'; readonly soak: string; readonly sources: readonly string[] }
  | { readonly gate: 'approvals' | 'reviews'; readonly needed: number }
  | { readonly gate: 'trailer'; readonly name: string; readonly pattern: string }
  | CheckGate;

export interface CheckGate {
  readonly gate: 'check';
  readonly name: string;
  readonly command: readonly string[];
  readonly sources: readonly string[];
}

export type GateKind = Gate['gate'];

export interface SetGate {
  readonly gate: Gate;
  readonly setBy: string;
}

/** Each gate of these sources. Equal gates of several sources are one gate of the first source. */
export function allGates(sources: readonly GateSource[]): SetGate[] {
  const found = new Map<string, SetGate>();
  for (const { setBy, gates, promotesFrom } of sources) {
    for (const gate of gatesIn(gates, promotesFrom)) {
      const key = JSON.stringify(gate);
      if (found.has(key)) continue;
      found.set(key, { gate, setBy: typeof setBy === 'string' ? setBy : setBy(gatePath(gate)) });
    }
  }
  return [...found.values()];
}

/** The path of a gate in an environment file. */
export function gatePath(gate: { readonly gate: GateKind; readonly name?: string | undefined }): string[] {
  return ['gates', gate.gate, ...(gate.name === undefined ? [] : [gate.name])];
}

function gatesIn(
  { windows, healthy, soak, approvals, reviews, trailer, check }: Gates,
  sources: readonly string[],
): Gate[] {
  return [
    ...(windows ? [{ gate: 'windows' as const, windows }] : []),
    ...(healthy ? [{ gate: 'healthy' as const, sources }] : []),
    ...(soak ? [{ gate: 'soak' as const, soak, sources }] : []),
    ...(approvals ? [{ gate: 'approvals' as const, needed: approvals }] : []),
    ...(reviews ? [{ gate: 'reviews' as const, needed: reviews }] : []),
    ...entries(trailer).map(([name, pattern]) => ({ gate: 'trailer' as const, name, pattern })),
    ...entries(check).map(([name, command]) => ({ gate: 'check' as const, name, command, sources })),
  ];
}

/** The entries of a table. An entry that a file removed is `null`. */
function entries<T>(table: Readonly<Record<string, T | null>> | null | undefined): [string, T][] {
  return Object.entries(table ?? {}).flatMap(([name, value]): [string, T][] => (value === null ? [] : [[name, value]]));
}
