import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { closedGateIssues } from '../../gates/gate-issues';
import { gatesAt } from '../../gates/gate-state';
import type { Plan } from '../../release/plan/plan';
import { withLocation } from './closed-gates';
import { noFacts } from './gate-facts';
import { declaredGates, releasedGates } from './gate-sources';

/**
 * An error if the deletion of an application is not allowed at this moment, by the windows of the files or by those of
 * the newest release. The other gates are about versions and files that come, and a deletion brings none.
 */
export function closedForDeletion(environment: Environment, { state }: Pick<Plan, 'state'>): Issue[] {
  const sources = [...declaredGates(environment), ...releasedGates(state.releases.slice(0, 1))];
  const windows = sources.map((source) => ({ ...source, gates: { windows: source.gates.windows } }));
  const states = gatesAt(windows, noFacts(new Date()));
  return closedGateIssues(environment.name, states, 'deletes even so, and the result repeats the reason').map((issue) =>
    withLocation(issue, environment),
  );
}
