import { errorIssue, type Issue } from '../diagnostics';
import { gatePath } from './declared-gates';
import type { GateState } from './gate-state';

/** How many lines of a check a message shows. */
const shownLines = 3;

/**
 * An error for each closed gate.
 * @param override what an override does, to follow `--override "why"`
 */
export function closedGateIssues(environment: string, states: readonly GateState[], override: string): Issue[] {
  return states
    .filter(({ state }) => state === 'closed')
    .map(({ gate, name, setBy, reason, opensAt, output = [] }) => {
      const title = name === undefined ? gate : `${gate} ${name}`;
      const message = `the gate \`${title}\` of \`${environment}\` is closed: ${[reason, ...output.slice(-shownLines)].join(' | ')} (set by ${setBy})`;
      const opens = opensAt === undefined ? 'no known time opens it' : `the gate opens at ${opensAt}`;
      const hint = `${opens}; \`--override "why"\` ${override}`;
      return errorIssue('gate-closed', message, { hint, path: gatePath({ gate, name }).join('.') });
    });
}
