import type { Cluster, LiveObject, ManagedFields } from '../../cluster/cluster';
import { failureIssues, translateFailures } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { isTools } from '../../cluster/managed-fields/managers';
import { takeOverPatch } from '../../cluster/managed-fields/take-over';
import { refOf } from '../../cluster/object-ref';
import { valueAt } from '../../data/merge';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { isAutoscalers } from '../plan/autoscaled';
import { type Conflict, conflictsIn } from '../plan/conflict';
import { isChange, type PlannedObject } from '../plan/plan-object';
import { keepReplicasForAutoscaler } from '../plan/replicas';

/** How often an object is read again because somebody else changed it between our read and our write. */
const attempts = 5;

/**
 * Applies, creates or deletes one object as the plan says.
 *
 * @returns the object as the server keeps it now; undefined if it does not exist afterwards
 * @throws TowpathError with what the server refuses
 */
export async function applyObject(
  cluster: Cluster,
  planned: PlannedObject,
  force: boolean,
): Promise<LiveObject | undefined> {
  const { action, live, manifest, takesOver, claimed, endsAutoscaling } = planned;
  if (!isChange(planned)) return live;
  let { applied } = planned;
  let now = live;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (action === 'rerun' && now) {
        await cluster.remove(now);
        now = undefined;
      }
      const isGiven = (entry: ManagedFields) =>
        (takesOver && isTools(entry)) || (endsAutoscaling && isAutoscalers(entry));
      const patch = now && takeOverPatch(now, isGiven, claimed);
      if (patch) await cluster.patch(refOf(manifest), patch);
      return await cluster.apply(applied, { force });
    } catch (error) {
      if (!isApiFailure(error, 409) || attempt === attempts) throw refused(error, planned);
      // The object has changed since it was read. Replicas that the autoscaler has taken over meanwhile are left to it.
      now = await translateFailures(cluster.get(refOf(manifest)), manifest);
      applied = keepReplicasForAutoscaler(withoutReplicas(planned), now, takesOver);
      if (isSameConflict(error.status, planned)) throw refused(error, planned);
    }
  }
}

/** Whether a conflict stays although the object was read again. */
function isSameConflict(status: Parameters<typeof conflictsIn>[0], { applied, manifest }: PlannedObject): boolean {
  const conflicts = conflictsIn(status);
  const handsOver = hasReplicas(applied) && !hasReplicas(manifest);
  return conflicts.length > 0 && !(handsOver && conflicts.every(({ field }) => field === 'spec.replicas'));
}

/** The object without the replicas that an autoscaler keeps. */
function withoutReplicas({ applied, manifest }: PlannedObject): PlannedObject['applied'] {
  if (!hasReplicas(applied) || hasReplicas(manifest)) return applied;
  const { replicas: _, ...spec } = applied.spec as { readonly replicas: number };
  return { ...applied, spec };
}

function hasReplicas(object: PlannedObject['applied']): boolean {
  return valueAt(object, ['spec', 'replicas']) !== undefined;
}

function refused(error: unknown, { manifest }: PlannedObject): unknown {
  if (!isApiFailure(error)) return error;
  const conflicts = conflictsIn(error.status);
  return new TowpathError(conflicts.length > 0 ? conflictIssues(manifest, conflicts) : failureIssues(error, manifest));
}

/** One issue for each owner, with its fields and what the user can do. */
export function conflictIssues({ kind, metadata }: PlannedObject['manifest'], conflicts: readonly Conflict[]): Issue[] {
  const owners = [...new Set(conflicts.map(({ manager }) => manager))];
  return owners.map((owner): Issue => {
    const theirs = conflicts.filter(({ manager }) => manager === owner);
    const tool = theirs[0]?.tool;
    const name = `${kind}/${metadata.name}`;
    const fields = theirs.map(({ field }) => field).join(', ');
    return errorIssue('field-conflict', `${name}: the field manager \`${owner}\` owns ${fields}`, {
      hint: tool
        ? `${tool} deployed this object: use \`--take-ownership\` to take over the object, or \`--force-conflicts\` to take only these fields`
        : 'set the same value in the application or the environment, remove the field there, or take it with `--force-conflicts`',
    });
  });
}
