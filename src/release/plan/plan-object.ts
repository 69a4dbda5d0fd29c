import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, FieldsV1, LiveObject } from '../../cluster/cluster';
import { type ApiFailure, isApiFailure } from '../../cluster/http/api-failure';
import { isApplied } from '../../cluster/managed-fields/is-applied';
import { entriesOf, fieldsOf, isOurs, isTools, toolsOf } from '../../cluster/managed-fields/managers';
import { removeFields } from '../../cluster/managed-fields/remove-fields';
import type { Issue } from '../../diagnostics';
import { valueAt } from '../../environments/merge';
import { type Difference, differences } from '../../kubernetes/differences';
import type { DesiredObject } from '../desired';
import { failureIssues } from '../failures';
import { partOfSet } from '../identity';
import { comparable } from './comparable';
import { type Conflict, conflictsIn, isWithAutoscaler } from './conflict';
import { ignoredIssue, immutableIssue } from './immutable';
import { handingReplicasOver } from './replicas';
import { withData } from './secret-data';

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
  const manifest = withData(object.manifest);
  const labelled = context.set === undefined ? manifest : inSet(manifest, context.set);
  const tools = live ? toolsOf(live) : [];
  const takesOver = Boolean(context.takeOwnership) && tools.length > 0;
  const applied = handingReplicasOver(labelled, live, takesOver);
  const planned = { ...object, applied, ...(live && { live }), tools, takesOver, endsAutoscaling: false };
  const nothing = { differences: [], conflicts: [], issues: [] };
  const foreign = live && foreignIssue(live, context.set);
  if (foreign) return { ...planned, ...nothing, action: 'none', issues: [foreign] };
  if (!live && object.runsOnce && context.hasRun) return { ...planned, ...nothing, action: 'done' };
  if (live && object.runsOnce && hasFailed(live)) return { ...planned, ...nothing, action: 'rerun', becomes: applied };
  if (!context.canAsk) return { ...planned, ...nothing, action: 'create', becomes: applied };

  if (live && !takesOver && isApplied(applied, live)) return { ...planned, ...nothing, action: 'none', becomes: live };
  const { becomes, conflicts: all, issues } = await dryRun(cluster, applied, live, takesOver);
  const endsAutoscaling = Boolean(live && all.some(isWithAutoscaler) && !(await context.isAutoscaled(live)));
  const conflicts = endsAutoscaling ? all.filter((conflict) => !isWithAutoscaler(conflict)) : all;
  if (!live) return { ...planned, ...nothing, action: 'create', ...(becomes && { becomes }), issues };
  if (!becomes) return { ...planned, ...nothing, action: 'update', conflicts, issues };
  const found = differences(comparable(live), comparable(becomes));
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

interface Foretold {
  readonly becomes?: LiveObject;
  readonly conflicts: readonly Conflict[];
  readonly issues: readonly Issue[];
}

async function dryRun(
  cluster: Cluster,
  applied: KubernetesObject,
  live: LiveObject | undefined,
  takesOver: boolean,
): Promise<Foretold> {
  const first = await attempt(cluster.apply(applied, { dryRun: true }), live, applied);
  if (first.becomes) return takesOver && live ? withoutGivenUp(cluster, live, first.becomes) : first;
  if (first.conflicts.length === 0) return first;
  // What would become of it, if the conflicts were forced: that is what a person has to decide on.
  const forced = await attempt(cluster.apply(applied, { dryRun: true, force: true }), live, applied);
  const conflicts = first.conflicts.filter(({ tool }) => !takesOver || tool === undefined);
  if (!forced.becomes || !takesOver || !live) return { ...forced, conflicts };
  return { ...(await withoutGivenUp(cluster, live, forced.becomes)), conflicts };
}

async function attempt(
  answer: Promise<LiveObject>,
  live: LiveObject | undefined,
  applied: KubernetesObject,
): Promise<Foretold> {
  try {
    return { becomes: await answer, conflicts: [], issues: [] };
  } catch (error) {
    if (!isApiFailure(error)) throw error;
    const conflicts = conflictsIn(error.status);
    return { conflicts, issues: conflicts.length > 0 ? [] : issuesOf(error, live, applied) };
  }
}

function issuesOf(error: ApiFailure, live: LiveObject | undefined, applied: KubernetesObject): Issue[] {
  const immutable = live && immutableIssue(live, applied, error.status);
  return immutable ? [immutable] : failureIssues(error, applied);
}

/**
 * What becomes of an object once what tools own is ours: their fields that we do not declare go. The server fills in
 * what it does for fields that are not there.
 */
async function withoutGivenUp(cluster: Cluster, live: LiveObject, becomes: LiveObject): Promise<Foretold> {
  const entries = entriesOf(live);
  const given = fieldsOf(entries.filter((entry) => isOurs(entry) || isTools(entry)));
  const others = entries.filter((entry) => !isOurs(entry) && !isTools(entry));
  const kept = fieldsOf([...others, ...entriesOf(becomes).filter(isOurs)]);
  const { metadata, ...body } = becomes;
  const cleared = removeFields({ ...body, metadata }, given, kept) as LiveObject;
  // What names the object is nobody's field.
  const { name, namespace, uid, resourceVersion, creationTimestamp } = live.metadata;
  const identity = { name, ...(namespace && { namespace }), uid, resourceVersion, creationTimestamp };
  const result = { ...cleared, metadata: { ...cleared.metadata, ...identity } } as LiveObject;
  return attempt(cluster.replace(result, { dryRun: true }), live, becomes);
}

/** An object of another application's set is left to it. */
function foreignIssue(live: LiveObject, set: string | undefined): Issue | undefined {
  const name = `${live.kind}/${live.metadata.name}`;
  if (live.metadata.deletionTimestamp) {
    const message = `${name} is being deleted`;
    const hint = 'wait until it is gone; something with a finalizer keeps it as long as it lasts';
    return { code: 'object-terminating', severity: 'error', message, hint };
  }
  const owner = live.metadata.labels?.[partOfSet];
  if (owner === undefined || owner === set) return undefined;
  const hint = `if nobody deploys it elsewhere any more: \`kubectl${live.metadata.namespace ? ` -n ${live.metadata.namespace}` : ''} label ${live.kind.toLowerCase()} ${live.metadata.name} ${partOfSet}-\``;
  const message = `${name} belongs to another application, or to another instance of this one (${owner})`;
  return { code: 'object-of-another', severity: 'error', message, hint };
}

function hasFailed(job: LiveObject): boolean {
  const conditions = valueAt(job, ['status', 'conditions']);
  return Array.isArray(conditions) && conditions.some(({ type, status }) => type === 'Failed' && status === 'True');
}
