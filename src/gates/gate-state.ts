import type { GatesOverlay } from '../environments/environment-types';
import { windowsAt } from './windows';

/** The gates of an environment. */
export type Gates = GatesOverlay;

/** Gates, and who set them. */
export interface GateSource {
  /** Such as `environments/prod.yaml`, or `release 12 of pssp`. */
  readonly setBy: string;
  readonly gates: Gates;
}

/** A gate at one moment. */
export interface GateState {
  readonly gate: 'windows';
  readonly setBy: string;
  readonly state: 'open' | 'closed';
  /** Why the gate is closed. */
  readonly reason?: string;
  /** When the gate opens next. ISO 8601, in UTC. Absent for an open gate, and for one that no known moment opens. */
  readonly opensAt?: string;
}

/** The state of each gate of these sources. Equal gates of several sources are one gate of the first source. */
export function gatesAt(sources: readonly GateSource[], at: Date): GateState[] {
  const windows = new Map(
    sources
      .flatMap(({ setBy, gates }) => (gates.windows ? [{ setBy, windows: gates.windows }] : []))
      .reverse()
      .map((one) => [JSON.stringify(one.windows), one]),
  );
  return [...windows.values()].reverse().map(({ setBy, windows }): GateState => {
    const { reason, opensAt } = windowsAt(windows, at);
    return {
      gate: 'windows',
      setBy,
      state: reason === undefined ? 'open' : 'closed',
      ...(reason !== undefined && { reason }),
      ...(opensAt && { opensAt: opensAt.toISOString() }),
    };
  });
}
