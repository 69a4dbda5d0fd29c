import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { environmentLabel } from '../../kubernetes/labels';
import type { DesiredObject } from '../../release/desired';
import { withNamespaces } from '../../release/plan/namespaces';
import { type ApplicationPlanOptions, type Plan, planApplication, withJobsBefore } from '../../release/plan/plan';
import { instanceRefOf } from '../../release/store/instance';
import type { Workspace } from '../../workspace/workspace';
import { lookUpCommit } from './committed/committed';
import { type VerifiedPart, verifyRelease } from './committed/verified';
import { type DeclaredState, declaredState } from './declared';
import type { KnownObjects } from './permitted/known-objects';
import { liveObjects } from './permitted/live-objects';
import { excessIssues, unknownObjectIssues } from './permitted/refusals';
import { pinDisagreements } from './pin-agreement';
import type { RestoredRelease } from './restored';

/** A release that may be restored, with its plan. */
export interface CheckedRestore {
  readonly plan: Plan;
  readonly revision: number;
  /** The flows that are restored. */
  readonly flows: readonly string[];
  readonly declared: DeclaredState;
  readonly verified: readonly VerifiedPart[];
}

export interface CheckOptions extends ApplicationPlanOptions {
  /** The flows to restore. Absent for all. */
  readonly flows?: readonly string[] | undefined;
  readonly trustRecord?: boolean | undefined;
}

/**
 * Compares a release with what its application may have, and with the commits that it names, and plans it.
 * @throws TowpathError with every object and field that is refused
 */
export async function checkedRestore(
  cluster: Cluster,
  workspace: Workspace,
  environment: Environment,
  { release, desired, ran }: RestoredRelease,
  { flows: wanted, trustRecord, ...options }: CheckOptions,
): Promise<CheckedRestore> {
  const { revision } = release;
  const { application } = desired;
  const place = { application, environment: environment.name, ...instanceRefOf(desired, cluster) };
  const { namespace } = place;
  const resources = await translateFailures(cluster.resources());
  const inPlace = <T extends Pick<DesiredObject, 'manifest'>>(objects: readonly T[]) =>
    withNamespaces(objects, resources, namespace);
  const whole = { ...desired, objects: inPlace(desired.objects) };
  const selected = wanted && withJobsBefore(whole.objects, wanted);
  const flows = Object.keys(whole.flows).filter((flow) => selected?.has(flow) ?? true);
  const objects = whole.objects.filter(({ flow }) => flow === undefined || (selected?.has(flow) ?? true));

  const { verified, committed, issues } = verifyRelease(whole, { revision, flows, trustRecord }, (source) => {
    const answer = lookUpCommit(workspace.root, place, source);
    if ('unknown' in answer) return answer;
    return { committed: { ...answer.committed, objects: inPlace(answer.committed.objects) } };
  });
  const declared = declaredState(workspace, environment, place);
  const known: KnownObjects = {
    declared: manifestsOf(inPlace(declared.desired.objects)),
    committed: manifestsOf(committed.flatMap((one) => one.objects)),
    live: await translateFailures(liveObjects(cluster, place, manifestsOf(objects))),
  };
  const refused = unknownObjectIssues(objects, known, { namespace, ran });
  const unequal = verified.filter(({ state }) => state !== 'equal').flatMap((part) => part.flows);
  const found: Issue[] = [
    ...issues,
    ...refused.values(),
    ...pinDisagreements(whole, unequal, environment),
    ...(workspace.options.rollback?.verify === 'required' ? unverified(verified) : []),
  ];
  const permitted = {
    ...whole,
    objects: whole.objects.filter((object) => !refused.has(object)).map(withoutEnvironmentOfNamespace),
  };
  const plan = await planOf(planApplication(cluster, permitted, { ...options, flows: wanted, restores: true }), found);
  found.push(...excessIssues(plan.objects, known, namespace));
  if (found.length > 0) throw new TowpathError(found);
  return { plan, revision, flows, declared, verified };
}

/** Earlier versions of towpath labelled a Namespace with an environment. Environments that share it must not do so. */
function withoutEnvironmentOfNamespace(object: DesiredObject): DesiredObject {
  const { kind, metadata } = object.manifest;
  if (kind !== 'Namespace') return object;
  const labels = Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([key]) => key !== environmentLabel));
  return { ...object, manifest: { ...object.manifest, metadata: { ...metadata, labels } } };
}

/** Problems of planning are reported together with what is refused. */
async function planOf(planning: Promise<Plan>, found: readonly Issue[]): Promise<Plan> {
  try {
    return await planning;
  } catch (error) {
    if (TowpathError.is(error) && found.length > 0) throw new TowpathError([...found, ...error.issues]);
    throw error;
  }
}

/** Refuses what git cannot verify, if the workspace requires verification. */
function unverified(verified: readonly VerifiedPart[]): Issue[] {
  return verified.flatMap(({ application, revision, flows, state, reason }): Issue[] => {
    if (state !== 'unknown') return [];
    const of = flows.length > 0 ? ` (${flows.join(', ')})` : '';
    const message = `release ${revision} of \`${application}\`${of} cannot be compared with git: ${reason}`;
    const hint =
      'use `--trust-record` to restore the release without this comparison, which `rollback: { verify: required }` in `towpath.yaml` requires';
    return [errorIssue('release-unverified', message, { hint })];
  });
}

function manifestsOf(objects: readonly Pick<DesiredObject, 'manifest'>[]): DesiredObject['manifest'][] {
  return objects.map(({ manifest }) => manifest);
}
