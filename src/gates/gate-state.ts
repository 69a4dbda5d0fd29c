import { durationOf } from '../data/duration';
import { approvalsVerdict } from './approvals';
import { allGates, type CheckGate, type Gate, type GateKind, type GateSource } from './declared-gates';
import type { CheckResult, GateFacts } from './gate-facts';
import { reviewsVerdict } from './reviews';
import { healthyState, soakState } from './source-gates';
import { trailerState } from './trailer';
import type { Verdict } from './verdict';
import { windowsAt } from './windows';

/** A gate at one moment. */
export interface GateState {
  readonly gate: GateKind;
  /** The name of a trailer or of a check. Absent for the other gates. */
  readonly name?: string;
  readonly setBy: string;
  /** `not-run`: a check that nobody has asked to run. */
  readonly state: 'open' | 'closed' | 'not-run';
  /** Why the gate is closed. */
  readonly reason?: string;
  /** When the gate opens next. ISO 8601, in UTC. Absent for an open gate, and for one that no known moment opens. */
  readonly opensAt?: string;
  /** By whose word the gate is open: a cluster, the record of a commit, or approvers. Absent for other gates. */
  readonly evidence?: string;
  /** The last lines of a check that did not pass. */
  readonly output?: readonly string[];
}

/** The state of each gate of these sources. Equal gates of several sources are one gate of the first source. */
export function gatesAt(sources: readonly GateSource[], facts: GateFacts): GateState[] {
  return allGates(sources).map(({ gate, setBy }): GateState => {
    const verdict = verdictOn(gate, facts);
    const { reason, opensAt, evidence, output }: Verdict & CheckResult = verdict ?? {};
    return {
      gate: gate.gate,
      ...('name' in gate && { name: gate.name }),
      setBy,
      state: verdict === undefined ? 'not-run' : reason === undefined ? 'open' : 'closed',
      ...(reason !== undefined && { reason }),
      ...(opensAt && { opensAt: opensAt.toISOString() }),
      ...(reason === undefined && evidence !== undefined && { evidence }),
      ...(output && { output }),
    };
  });
}

/** Undefined for a check that did not run. */
function verdictOn(gate: Gate, facts: GateFacts): Verdict | undefined {
  switch (gate.gate) {
    case 'windows':
      return windowsAt(gate.windows, facts.at);
    case 'healthy':
      return healthyState(gate.sources, facts);
    case 'soak':
      return soakState(durationOf(gate.soak) ?? Number.POSITIVE_INFINITY, gate.sources, facts);
    case 'approvals':
      return approvalsVerdict(gate.needed, facts.approvals);
    case 'reviews':
      return reviewsVerdict(gate.needed, facts.reviews);
    case 'trailer':
      return trailerState(gate.name, gate.pattern, facts.commit);
    case 'check':
      return facts.checks.get(checkKey(gate));
  }
}

/** Checks with the same vector and the same source environments are one run. */
export function checkKey({ command, sources }: CheckGate): string {
  return JSON.stringify([sources, command]);
}
