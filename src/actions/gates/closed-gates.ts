import type { Issue } from '../../diagnostics';
import { type Environment, locateIn } from '../../environments/environment';
import { gatePath } from '../../gates/declared-gates';
import { closedGateIssues } from '../../gates/gate-issues';
import { arrivalsOf } from '../../promotion/arrivals';
import type { ImageUse } from '../../promotion/image-use';
import { isEmpty, type Plan } from '../../release/plan/plan';
import type { EnvironmentPlan, PlanEnvironmentOptions } from '../deploy/plans';
import { runsDeclaredImage } from './declared-images';
import type { GateQuestion } from './gate-facts';
import { declaredGates } from './gate-sources';
import { type JudgeOptions, judged } from './judged';

/**
 * An error for each gate that is closed now. A deploy that changes nothing gets none. The gates of the newest releases
 * count beside those of the environment file, so that one change cannot remove a gate and also bring what the gate
 * would stop.
 */
export async function closedGatesOf(
  { environment, plans, uses, root, commit }: EnvironmentPlan & Pick<GateQuestion, 'commit'>,
  options: PlanEnvironmentOptions,
  judging: JudgeOptions,
): Promise<Issue[]> {
  if (plans.every(isEmpty)) return [];
  const declared = declaredGates(environment);
  const arrivals = arrivingWith(plans, uses);
  const deployed = plans.filter((plan) => !isEmpty(plan)).map(({ desired }) => desired);
  const newest = plans.flatMap(newestOf);
  const question = { root, environment, declared, newest, arrivals, deployed, commit, options };
  const { states } = await judged({ ...question, at: new Date() }, judging);
  return closedGateIssues(environment.name, states, 'deploys even so, and records the reason in the release').map(
    (issue) => withLocation(issue, environment),
  );
}

/** Adds the file and the line that set the gate. A gate that only a release has gets none. */
export function withLocation(issue: Issue, environment: Environment): Issue {
  const [, gate, name] = (issue.path ?? '').split('.');
  const location = locateIn(environment, gatePath({ gate: gate as never, name }));
  return { ...issue, ...(location && { location }) };
}

function newestOf({ state }: Pick<Plan, 'state'>) {
  return state.releases.slice(0, 1);
}

/** The versions of own images that a deploy brings to an environment. */
function arrivingWith(plans: readonly Plan[], uses: readonly ImageUse[]) {
  const byApplication = new Map(plans.map((plan) => [plan.desired.application, plan]));
  const deployed = uses.filter(({ application, flow }) => {
    const plan = byApplication.get(application);
    return plan !== undefined && (plan.flows?.has(flow) ?? true);
  });
  const newest = new Map(plans.map((plan) => [plan.desired.application, newestOf(plan)[0]?.flows ?? {}]));
  return arrivalsOf(deployed, newest, (use) =>
    runsDeclaredImage(byApplication.get(use.application)?.objects ?? [], use),
  );
}
