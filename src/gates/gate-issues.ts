import { errorIssue, type Issue } from '../diagnostics';
import type { GateState } from './gate-state';

/** An error for each closed gate. */
export function closedGateIssues(environment: string, states: readonly GateState[]): Issue[] {
  return states
    .filter(({ state }) => state === 'closed')
    .map(({ gate, setBy, reason, opensAt }) => {
      const message = `the gate \`${gate}\` of \`${environment}\` is closed: ${reason} (set by ${setBy})`;
      const opens = opensAt === undefined ? 'the gate never opens as it is' : `the gate opens at ${opensAt}`;
      const hint = `${opens}; \`--override "why"\` deploys even so, and records the reason in the release`;
      return errorIssue('gate-closed', message, { hint, path: `gates.${gate}` });
    });
}
