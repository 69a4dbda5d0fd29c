import type { Issue } from '../../diagnostics';
import { type Environment, locateIn } from '../../environments/environment';
import { closedGateIssues } from '../../gates/gate-issues';
import { type GateSource, gatesAt } from '../../gates/gate-state';
import { isEmpty, type Plan } from '../../release/plan/plan';
import { declaredGates, releasedGates } from './gate-sources';

/**
 * An error for each gate that is closed now. A deploy that changes nothing gets none. The gates of the newest releases
 * count beside those of the environment file, so that a change cannot remove a gate together with what the gate is there
 * for.
 */
export function closedGatesOf(environment: Environment, plans: readonly Plan[]): Issue[] {
  if (plans.every(isEmpty)) return [];
  const released = plans.flatMap(({ state }) => state.releases.slice(0, 1));
  const sources: GateSource[] = [...declaredGates(environment), ...releasedGates(released)];
  const location = locateIn(environment, ['gates', 'windows']);
  return closedGateIssues(environment.name, gatesAt(sources, new Date())).map(
    (issue): Issue => ({
      ...issue,
      ...(location && { location }),
    }),
  );
}
