import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, FieldsV1, LiveObject } from '../../cluster/cluster';
import { isApplied } from '../../cluster/managed-fields/is-applied';
import { entriesOf, fieldsOf, isOurs, toolsOf } from '../../cluster/managed-fields/managers';
import { type Difference, differences } from '../../data/differences';
import type { Issue } from '../../diagnostics';
import { partOfSet } from '../../kubernetes/apply-set';
import type { DesiredObject } from '../desired';
import { trueCondition } from '../readiness/status';
import { withoutServerFields } from './comparable';
import { type Conflict, isWithAutoscaler } from './conflict';
import { dryRun } from './dry-run';
import { ignoredIssue } from './immutable';
import { foreignIssue, terminatingIssue } from './not-ours';
import { keepReplicasForAutoscaler } from './replicas';
import { secretWithData } from './secret-data';

/**
 * `rerun` deletes a failed job and creates it again. `done` skips a job that has run and was deleted. `refused` is what
 * the server does not accept; `issues` say why, and a plan with such an object is not carried out.
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

/** Finds out what a deploy would do with an object, and whether the server allows it, only by dry runs. */
export async function planObject(
  cluster: Cluster,
  object: DesiredObject,
  live: LiveObject | undefined,
  context: PlanOptions & {
    /** The set that the object joins. Absent for an object that outlives its application. */
    readonly set: string | undefined;
    /** Whether a dry run is possible: the namespace and the kind must exist already. */
    readonly canAsk: boolean;
    readonly hasRun: boolean;
    readonly isAutoscaled: (live: LiveObject) => Promise<boolean>;
  },
): Promise<PlannedObject> {
  const manifest = secretWithData(object.manifest);
  const labelled = context.set === undefined ? manifest : inSet(manifest, context.set);
  const tools = live ? toolsOf(live) : [];
  const takesOver = Boolean(context.takeOwnership) && tools.length > 0;
  const applied = keepReplicasForAutoscaler(labelled, live, takesOver);
  const planned = { ...object, applied, ...(live && { live }), tools, takesOver, endsAutoscaling: false };
  const nothing = { differences: [], conflicts: [], issues: [] };
  const barred = live && (terminatingIssue(live) ?? foreignIssue(live, context.set));
  if (barred) return { ...planned, ...nothing, action: 'refused', issues: [barred] };
  if (!live && object.runsOnce && context.hasRun) return { ...planned, ...nothing, action: 'done' };
  if (live && object.runsOnce && trueCondition(live, 'Failed'))
    return { ...planned, ...nothing, action: 'rerun', becomes: applied };
  if (!context.canAsk) return { ...planned, ...nothing, action: 'create', becomes: applied };

  if (live && !takesOver && isApplied(applied, live)) return { ...planned, ...nothing, action: 'none', becomes: live };
  const { becomes, conflicts: all, issues } = await dryRun(cluster, applied, live, takesOver);
  const endsAutoscaling = Boolean(live && all.some(isWithAutoscaler) && !(await context.isAutoscaled(live)));
  const conflicts = endsAutoscaling ? all.filter((conflict) => !isWithAutoscaler(conflict)) : all;
  if (!becomes) return { ...planned, ...nothing, action: 'refused', conflicts, issues };
  if (!live) return { ...planned, ...nothing, action: 'create', becomes, issues };
  const found = differences(withoutServerFields(live), withoutServerFields(becomes));
  const isSame = found.length === 0 && !takesOver && isDeepStrictEqual(ownFields(live), ownFields(becomes));
  const ignored = ignoredIssue(live, applied);
  return {
    ...planned,
    becomes,
    action: isSame ? 'none' : 'update',
    differences: found,
    endsAutoscaling,
    conflicts: context.forceConflicts ? [] : conflicts,
    issues: ignored ? [...issues, ignored] : issues,
  };
}

function inSet(manifest: KubernetesObject, set: string): KubernetesObject {
  const labels = { ...(manifest.metadata.labels as object | undefined), [partOfSet]: set };
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

function ownFields(object: LiveObject): FieldsV1 {
  return fieldsOf(entriesOf(object).filter(isOurs));
}
