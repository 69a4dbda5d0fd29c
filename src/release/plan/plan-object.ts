import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, FieldsV1, LiveObject, ManagedFields } from '../../cluster/cluster';
import type { FieldPath } from '../../cluster/managed-fields/field-set';
import { handedOver } from '../../cluster/managed-fields/handed-over';
import { isApplied } from '../../cluster/managed-fields/is-applied';
import { entriesOf, fieldsOf, isOurs, isTools, toolsOf } from '../../cluster/managed-fields/managers';
import { type Difference, differences } from '../../data/differences';
import type { Issue } from '../../diagnostics';
import { partOfSet } from '../../kubernetes/apply-set';
import type { DesiredObject } from '../desired';
import { trueCondition } from '../readiness/status';
import { withoutServerFields } from './comparable';
import { type Conflict, conflictsOver, isWithAutoscaler } from './conflict';
import { dryRun, dryRunOfNew } from './dry-run';
import { keepGrownClaims } from './grown-claims';
import { isEndedJob, isJob } from './jobs';
import { inLiveOrder } from './live-order';
import { foreignIssue, terminatingIssue } from './not-ours';
import { keepReplicasForAutoscaler } from './replicas';
import { secretWithData } from './secret-data';
import { addressPath, changesAddress, excludesAddress, withAddress } from './service-address';

/**
 * `rerun` deletes an object and creates it again: a failed or finished job, or a Service that gets another address.
 * `done` skips a job that has run. `refused` is what the server does not accept; `issues` say why, and a plan with such
 * an object is not carried out.
 */
export type Action = 'create' | 'update' | 'rerun' | 'none' | 'done' | 'refused';

/** What a deploy does with one object. */
export interface PlannedObject extends DesiredObject {
  /** The object as it is sent: `manifest` with the label of the set, and with the text of a Secret as `data`. */
  readonly applied: KubernetesObject;
  readonly live?: LiveObject;
  /** The object that the server would keep. */
  readonly becomes?: KubernetesObject;
  readonly action: Action;
  readonly differences: readonly Difference[];
  /** Fields that other managers own with other values. */
  readonly conflicts: readonly Conflict[];
  /** Other tools that have written the object. */
  readonly tools: readonly string[];
  /** Whether towpath takes over the fields of these tools. */
  readonly takesOver: boolean;
  /** Further fields that towpath takes over before it applies the object, because they forbid what is declared. */
  readonly claimed: readonly FieldPath[];
  /** Whether towpath sets the number of replicas again, because the autoscaler is gone or is deleted by this deploy. */
  readonly endsAutoscaling: boolean;
  readonly issues: readonly Issue[];
}

/** Whether the deploy changes the object. */
export function isChange({ action }: Pick<PlannedObject, 'action'>): boolean {
  return action !== 'none' && action !== 'done' && action !== 'refused';
}

export interface PlanOptions {
  /** Take fields away from their owners. */
  readonly forceConflicts?: boolean | undefined;
  /** Take over the fields of other tools, so that fields that are not declared disappear. */
  readonly takeOwnership?: boolean | undefined;
}

interface PlanContext extends PlanOptions {
  /** The set that the object joins. Absent for an object that outlives its application. */
  readonly set: string | undefined;
  /** Whether a dry run is possible: the namespace and the kind must exist already. */
  readonly canAsk: boolean;
  readonly hasRun: boolean;
  /** Whether an earlier release is restored. Its jobs do not run again. */
  readonly restores?: boolean | undefined;
  readonly isAutoscaled: (live: LiveObject) => Promise<boolean>;
}

/** Finds out what a deploy would do with an object, and whether the server allows it, only by dry runs. */
export async function planObject(
  cluster: Cluster,
  object: DesiredObject,
  live: LiveObject | undefined,
  context: PlanContext,
): Promise<PlannedObject> {
  const { manifest, issues: grown } = context.restores
    ? keepGrownClaims(object.manifest, live)
    : { manifest: secretWithData(object.manifest), issues: [] };
  const labelled = context.set === undefined ? manifest : inSet(manifest, context.set);
  const tools = live ? toolsOf(live) : [];
  const takesOver = Boolean(context.takeOwnership) && tools.length > 0;
  const applied = inLiveOrder(keepReplicasForAutoscaler(labelled, live, takesOver), live);
  const planned = { ...object, applied, ...(live && { live }), tools, takesOver, claimed: [], endsAutoscaling: false };
  const nothing = { differences: [], conflicts: [], issues: grown };
  const barred = live && (terminatingIssue(live) ?? foreignIssue(live, context.set));
  if (barred) return { ...planned, ...nothing, action: 'refused', issues: [barred] };
  if (!live && object.runsOnce && context.hasRun) return { ...planned, ...nothing, action: 'done' };
  if (live && object.runsOnce && trueCondition(live, 'Failed'))
    return { ...planned, ...nothing, action: 'rerun', becomes: applied };
  if (!context.canAsk) return { ...planned, ...nothing, action: 'create', becomes: applied };

  if (live && context.restores && isJob(applied) && !object.runsOnce) return { ...planned, ...nothing, action: 'done' };
  if (live && !takesOver && isApplied(applied, live)) return { ...planned, ...nothing, action: 'none', becomes: live };
  const answer = await askServer(cluster, planned, context);
  return { ...planned, ...answer, issues: [...grown, ...answer.issues] };
}

type Unasked = Pick<PlannedObject, 'applied' | 'live' | 'takesOver'>;
type Asked = Pick<
  PlannedObject,
  'action' | 'becomes' | 'claimed' | 'endsAutoscaling' | 'differences' | 'conflicts' | 'issues'
>;

/** What a deploy would do with an object that it has to apply, as the server answers dry runs. */
async function askServer(
  cluster: Cluster,
  { applied, live, takesOver }: Unasked,
  context: PlanContext,
): Promise<Asked> {
  const isReplaced = live !== undefined && changesAddress(live, applied, takesOver);
  if (isReplaced && excludesAddress(live, applied)) {
    const { becomes, issues } = await dryRunOfNew(cluster, applied);
    const left = { claimed: [], endsAutoscaling: false, conflicts: [], differences: [], issues };
    return becomes
      ? { ...left, becomes, action: 'rerun', differences: changes(live, becomes) }
      : { ...left, action: 'refused' };
  }
  const asked = isReplaced ? withAddress(applied, live) : applied;
  const { becomes: kept, claimed, conflicts: found, issues } = await dryRun(cluster, asked, live, takesOver);
  const isGiven = (entry: ManagedFields) => isOurs(entry) || (takesOver && isTools(entry));
  const all = isReplaced ? [...found, ...conflictsOver(live, [addressPath], isGiven)] : found;
  const endsAutoscaling = Boolean(live && all.some(isWithAutoscaler) && !(await context.isAutoscaled(live)));
  const conflicts = endsAutoscaling ? all.filter((conflict) => !isWithAutoscaler(conflict)) : all;
  const left = {
    claimed,
    endsAutoscaling,
    conflicts: context.forceConflicts ? [] : conflicts,
    differences: [],
    issues,
  };
  if (!live && kept) return { ...left, conflicts: [], action: 'create', becomes: kept };
  if (!kept && live && isEndedJob(live) && issues.every(({ code }) => code === 'object-immutable')) {
    const becomes = handedOver(live, applied, { takesOver, claimed: [] });
    return { ...left, becomes, action: 'rerun', differences: changes(live, becomes), issues: [] };
  }
  if (!kept || !live) return { ...left, action: 'refused' };
  const becomes = isReplaced ? withAddress(kept, applied) : kept;
  const different = changes(live, becomes);
  const isSame = different.length === 0 && !takesOver && isDeepStrictEqual(ownFields(live), ownFields(becomes));
  const action = isReplaced ? 'rerun' : isSame ? 'none' : 'update';
  return { ...left, becomes, action, differences: different };
}

function changes(live: LiveObject, becomes: LiveObject): Difference[] {
  return differences(withoutServerFields(live), withoutServerFields(becomes));
}

function inSet(manifest: KubernetesObject, set: string): KubernetesObject {
  const labels = { ...(manifest.metadata.labels as object | undefined), [partOfSet]: set };
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

function ownFields(object: LiveObject): FieldsV1 {
  return fieldsOf(entriesOf(object).filter(isOurs));
}
