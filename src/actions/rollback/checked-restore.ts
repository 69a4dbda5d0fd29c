import type { Workspace } from '../../assembly/workspace';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { DesiredObject } from '../../release/desired';
import { told } from '../../release/failures';
import { placed } from '../../release/place';
import { type ApplicationPlanOptions, type Plan, planApplication, withJobsBefore } from '../../release/plan/plan';
import { committedAt } from './committed/committed';
import { type Verified, verify } from './committed/verified';
import { type Declared, declaredBy } from './declared';
import type { Known } from './permitted/known';
import { liveObjects } from './permitted/live-known';
import { excesses, strangers } from './permitted/refusals';
import { pinDisagreements } from './pin-agreement';
import type { Restored } from './restored';

/** A release that may be restored, and the plan of it. */
export interface Checked {
  readonly plan: Plan;
  readonly revision: number;
  /** The flows that are restored. */
  readonly flows: readonly string[];
  readonly declared: Declared;
  readonly verified: readonly Verified[];
}

export interface CheckOptions extends ApplicationPlanOptions {
  /** Flows that are meant; all without it. */
  readonly flows?: readonly string[] | undefined;
  readonly trustRecord?: boolean | undefined;
}

/**
 * Holds a release to what its application may have, and to the commits that it names; and plans it.
 * @throws TowpathError with every object and field that is refused
 */
export async function checkedRestore(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  { release, desired, ran }: Restored,
  { flows: wanted, trustRecord, ...options }: CheckOptions,
): Promise<Checked> {
  const { revision } = release;
  const { application, instance, namespace = cluster.namespace } = desired;
  const place = { application, environment: environment.name, instance, namespace };
  const resources = await told(cluster.resources());
  const inPlace = <T extends Pick<DesiredObject, 'manifest'>>(objects: readonly T[]) =>
    placed(objects, resources, namespace);
  const whole = { ...desired, objects: inPlace(desired.objects) };
  const meant = wanted && withJobsBefore(whole.objects, wanted);
  const flows = Object.keys(whole.flows).filter((flow) => meant?.has(flow) ?? true);
  const objects = whole.objects.filter(({ flow }) => flow === undefined || (meant?.has(flow) ?? true));

  const { verified, committed, issues } = verify(whole, { revision, flows, trustRecord }, (source) => {
    const answer = committedAt(workspace.root, place, source);
    if ('unknown' in answer) return answer;
    return { committed: { ...answer.committed, objects: inPlace(answer.committed.objects) } };
  });
  const declared = declaredBy(workspace, environment, place);
  const known: Known = {
    declared: manifestsOf(inPlace(declared.desired.objects)),
    committed: manifestsOf(committed.flatMap((one) => one.objects)),
    live: await told(liveObjects(cluster, place, manifestsOf(objects))),
  };
  const refused = strangers(objects, known, { namespace, ran });
  const unequal = verified.filter(({ state }) => state !== 'equal').flatMap((part) => part.flows);
  const found: Issue[] = [
    ...issues,
    ...refused.values(),
    ...pinDisagreements(whole, unequal, environment),
    ...(workspace.options.rollback?.verify === 'required' ? unverified(verified) : []),
  ];
  const permitted = { ...whole, objects: whole.objects.filter((object) => !refused.has(object)) };
  const plan = await planOf(planApplication(cluster, permitted, { ...options, flows: wanted, restores: true }), found);
  found.push(...excesses(plan.objects, known, namespace));
  if (found.length > 0) throw new TowpathError(found);
  return { plan, revision, flows, declared, verified };
}

/** What keeps a release from being planned is told together with what is refused of it. */
async function planOf(planning: Promise<Plan>, found: readonly Issue[]): Promise<Plan> {
  try {
    return await planning;
  } catch (error) {
    if (TowpathError.is(error) && found.length > 0) throw new TowpathError([...found, ...error.issues]);
    throw error;
  }
}

/** What git cannot tell about, where the workspace wants it to be told. */
function unverified(verified: readonly Verified[]): Issue[] {
  return verified.flatMap(({ application, revision, flows, state, reason }): Issue[] => {
    if (state !== 'unknown') return [];
    const of = flows.length > 0 ? ` (${flows.join(', ')})` : '';
    const message = `git cannot tell whether release ${revision} of ${application}${of} is what was deployed: ${reason}`;
    const hint = '`towpath.yaml` says `rollback: { verify: required }`; `--trust-record` restores it all the same';
    return [{ code: 'release-unverified', severity: 'error', message, hint }];
  });
}

function manifestsOf(objects: readonly Pick<DesiredObject, 'manifest'>[]): DesiredObject['manifest'][] {
  return objects.map(({ manifest }) => manifest);
}
