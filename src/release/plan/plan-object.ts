import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, FieldsV1, LiveObject } from '../../cluster/cluster';
import { isApplied } from '../../cluster/managed-fields/is-applied';
import { entriesOf, fieldsOf, isOurs, toolsOf } from '../../cluster/managed-fields/managers';
import { type Difference, differences } from '../../data/differences';
import type { Issue } from '../../diagnostics';
import type { DesiredObject } from '../desired';
import { trueCondition } from '../readiness/status';
import { partOfSet } from '../store/instance';
import { withoutServerFields } from './comparable';
import { type Conflict, isWithAutoscaler } from './conflict';
import { dryRun } from './dry-run';
import { ignoredIssue } from './immutable';
import { foreignIssue, terminatingIssue } from './not-ours';
import { keepReplicasForAutoscaler } from './replicas';
import { secretWithData } from './secret-data';

/** `rerun`: a job that failed is deleted and made anew. `done`: a job that has run and is gone stays so. */
export type Action = 'create' | 'update' | 'rerun' | 'none' | 'done';

/** What a deploy does with one object. */
export interface PlannedObject extends DesiredObject {
  /** As it is applied: `manifest` is what the assembly has; with the label of the set, a Secret's text as data. */
  readonly applied: KubernetesObject;
  readonly live?: LiveObject;
  /** What the server says that becomes of it. */
  readonly becomes?: KubernetesObject;
  readonly action: Action;
  readonly differences: readonly Difference[];
  /** Fields that others own, with other values. */
  readonly conflicts: readonly Conflict[];
  /** Tools that wrote the object, too. */
  readonly tools: readonly string[];
  /** Whether what these tools own becomes ours. */
  readonly takesOver: boolean;
  /** Whether the number of its pods is ours again, because what scaled it is gone or goes. */
  readonly endsAutoscaling: boolean;
  readonly issues: readonly Issue[];
}

/** Whether carrying it out changes the object. */
export function isChange({ action }: Pick<PlannedObject, 'action'>): boolean {
  return action !== 'none' && action !== 'done';
}

export interface PlanOptions {
  /** Take fields from whoever owns them. */
  readonly forceConflicts?: boolean | undefined;
  /** Take over what tools wrote, so that what is no longer declared goes. */
  readonly takeOwnership?: boolean | undefined;
}

/** What is to become of an object, and whether it can; the server is asked by dry runs alone. */
export async function planObject(
  cluster: Cluster,
  object: DesiredObject,
  live: LiveObject | undefined,
  context: PlanOptions & {
    /** The set that the object joins; none for what outlives its application. */
    readonly set: string | undefined;
    /** Whether the server can be asked: not where namespace or kind are still to come. */
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
  if (barred) return { ...planned, ...nothing, action: 'none', issues: [barred] };
  if (!live && object.runsOnce && context.hasRun) return { ...planned, ...nothing, action: 'done' };
  if (live && object.runsOnce && trueCondition(live, 'Failed'))
    return { ...planned, ...nothing, action: 'rerun', becomes: applied };
  if (!context.canAsk) return { ...planned, ...nothing, action: 'create', becomes: applied };

  if (live && !takesOver && isApplied(applied, live)) return { ...planned, ...nothing, action: 'none', becomes: live };
  const { becomes, conflicts: all, issues } = await dryRun(cluster, applied, live, takesOver);
  const endsAutoscaling = Boolean(live && all.some(isWithAutoscaler) && !(await context.isAutoscaled(live)));
  const conflicts = endsAutoscaling ? all.filter((conflict) => !isWithAutoscaler(conflict)) : all;
  if (!live) return { ...planned, ...nothing, action: 'create', ...(becomes && { becomes }), issues };
  if (!becomes) return { ...planned, ...nothing, action: 'update', conflicts, issues };
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
