import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { type ApiFailure, isApiFailure } from '../../cluster/http/api-failure';
import { entriesOf, fieldsOf, isOurs, isTools } from '../../cluster/managed-fields/managers';
import { removeFields } from '../../cluster/managed-fields/remove-fields';
import { refOf } from '../../cluster/object-ref';
import { type Issue, TowpathError } from '../../diagnostics';
import { type Conflict, conflictsIn } from './conflict';
import { immutableIssue } from './immutable';

/** The object that an apply would give, and the conflicts that it would have. */
export interface DryRunResult {
  readonly becomes?: LiveObject;
  readonly conflicts: readonly Conflict[];
  readonly issues: readonly Issue[];
}

/**
 * Sends an apply as a dry run: the server answers as if it had applied the object, and changes nothing.
 *
 * @param takesOver whether towpath first takes over the fields that other tools own
 */
export async function dryRun(
  cluster: Cluster,
  applied: KubernetesObject,
  live: LiveObject | undefined,
  takesOver: boolean,
): Promise<DryRunResult> {
  const first = await attempt(cluster.apply(applied, { dryRun: true }), live, applied);
  if (first.becomes) return takesOver && live ? withoutGivenUp(cluster, live, first.becomes) : first;
  if (first.conflicts.length === 0) return first;
  // The result of forcing the conflicts, which is what a person has to decide about.
  const forced = await attempt(cluster.apply(applied, { dryRun: true, force: true }), live, applied);
  const conflicts = first.conflicts.filter(({ tool }) => !takesOver || tool === undefined);
  if (!forced.becomes || !takesOver || !live) return { ...forced, conflicts };
  return { ...(await withoutGivenUp(cluster, live, forced.becomes)), conflicts };
}

async function attempt(
  answer: Promise<LiveObject>,
  live: LiveObject | undefined,
  applied: KubernetesObject,
): Promise<DryRunResult> {
  try {
    return { becomes: await answer, conflicts: [], issues: [] };
  } catch (error) {
    if (isUnknownKind(error)) return { conflicts: [], issues: error.issues };
    if (!isApiFailure(error)) throw error;
    const conflicts = conflictsIn(error.status);
    return { conflicts, issues: conflicts.length > 0 ? [] : issuesOf(error, live, applied) };
  }
}

/** Whether the server does not serve the kind of the object. That says nothing about the other objects of a plan. */
function isUnknownKind(error: unknown): error is TowpathError {
  return TowpathError.is(error) && error.issues.every(({ code }) => code === 'kind-not-in-cluster');
}

function issuesOf(error: ApiFailure, live: LiveObject | undefined, applied: KubernetesObject): Issue[] {
  const immutable = live && immutableIssue(live, applied, error.status);
  return immutable ? [immutable] : failureIssues(error, applied);
}

/**
 * The object after towpath has taken over the fields of other tools: fields that we do not declare disappear, and the
 * server sets their defaults. If a controller has changed the object since it was read, it is read again.
 */
async function withoutGivenUp(cluster: Cluster, live: LiveObject, becomes: LiveObject): Promise<DryRunResult> {
  let now = live;
  for (let reading = 1; ; reading += 1) {
    try {
      return { becomes: await cluster.replace(cleared(now, becomes), { dryRun: true }), conflicts: [], issues: [] };
    } catch (error) {
      if (!isApiFailure(error)) throw error;
      const newer = error.status.code === 409 && reading < readings ? await cluster.get(refOf(live)) : undefined;
      if (!newer) return { conflicts: [], issues: issuesOf(error, live, becomes) };
      now = newer;
    }
  }
}

/** How often an object is read again because somebody else changes it. */
const readings = 5;

function cleared(live: LiveObject, becomes: LiveObject): LiveObject {
  const entries = entriesOf(live);
  const given = fieldsOf(entries.filter((entry) => isOurs(entry) || isTools(entry)));
  const others = entries.filter((entry) => !isOurs(entry) && !isTools(entry));
  const kept = fieldsOf([...others, ...entriesOf(becomes).filter(isOurs)]);
  const result = removeFields(becomes, given, kept) as LiveObject;
  // Fields that identify the object belong to no manager.
  const { name, namespace, uid, resourceVersion, creationTimestamp } = live.metadata;
  const identity = { name, ...(namespace && { namespace }), uid, resourceVersion, creationTimestamp };
  return { ...result, metadata: { ...result.metadata, ...identity } } as LiveObject;
}
