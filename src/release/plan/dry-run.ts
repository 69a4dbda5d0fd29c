import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { type ApiFailure, isApiFailure } from '../../cluster/http/api-failure';
import { type FieldPath, ownsPath } from '../../cluster/managed-fields/field-set';
import { entriesOf, fieldsOf, isOurs, isTools } from '../../cluster/managed-fields/managers';
import { obstaclesTo } from '../../cluster/managed-fields/obstacles';
import { type Issue, TowpathError } from '../../diagnostics';
import { type Conflict, conflictsIn, conflictsOver } from './conflict';
import { immutableIssue } from './immutable';
import { tryHandOver } from './try-hand-over';

/** The object that an apply would give, and the conflicts that it would have. */
export interface DryRunResult {
  readonly becomes?: LiveObject;
  readonly conflicts: readonly Conflict[];
  /** Fields that towpath has to take over before the apply, because they forbid what is declared. */
  readonly claimed: readonly FieldPath[];
  readonly issues: readonly Issue[];
}

type Answer =
  | { readonly becomes: LiveObject }
  | { readonly failure: ApiFailure }
  | { readonly issues: readonly Issue[] };

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
  const first = await answerOf(cluster.apply(applied, { dryRun: true }));
  const found = 'failure' in first ? conflictsIn(first.failure.status) : [];
  const conflicts = found.filter(({ tool }) => !takesOver || tool === undefined);
  const handOver = (claimed: readonly FieldPath[]) =>
    answerOf(tryHandOver(cluster, live as LiveObject, applied, { takesOver, claimed }));
  let answer = first;
  if (live && takesOver) answer = await handOver([]);
  // The result of forcing the conflicts, which is what a person has to decide about.
  else if (found.length > 0) answer = await answerOf(cluster.apply(applied, { dryRun: true, force: true }));
  if ('becomes' in answer) return { becomes: answer.becomes, conflicts, claimed: [], issues: [] };
  if ('issues' in answer) return { conflicts: [], claimed: [], issues: answer.issues };
  if (live && answer.failure.status.code === 422)
    for (const claimed of claimsOn(live, applied, takesOver)) {
      const other = await handOver(claimed);
      if (!('becomes' in other)) continue;
      const more = conflictsOver(live, claimed, (entry) => isOurs(entry) || (takesOver && isTools(entry)));
      return { becomes: other.becomes, conflicts: [...conflicts, ...more], claimed, issues: [] };
    }
  return { conflicts, claimed: [], issues: issuesOf(cluster, answer.failure, live, applied) };
}

/** Asks the server for the object that it would create if none with this name existed. */
export async function dryRunOfNew(
  cluster: Cluster,
  applied: KubernetesObject,
): Promise<Pick<DryRunResult, 'becomes' | 'issues'>> {
  const { name } = applied.metadata;
  const free = { ...applied, metadata: { ...applied.metadata, name: `${name.slice(0, 50)}-towpath-new` } };
  const answer = await answerOf(cluster.apply(free, { dryRun: true }));
  if ('issues' in answer) return { issues: answer.issues };
  return 'becomes' in answer
    ? { becomes: { ...answer.becomes, metadata: { ...answer.becomes.metadata, name } }, issues: [] }
    : { issues: failureIssues(answer.failure, applied) };
}

async function answerOf(answer: Promise<LiveObject>): Promise<Answer> {
  try {
    return { becomes: await answer };
  } catch (error) {
    if (isUnknownKind(error)) return { issues: error.issues };
    if (!isApiFailure(error)) throw error;
    return { failure: error };
  }
}

/** Whether the server does not serve the kind of the object. That says nothing about the other objects of a plan. */
function isUnknownKind(error: unknown): error is TowpathError {
  return TowpathError.is(error) && error.issues.every(({ code }) => code === 'kind-not-in-cluster');
}

/**
 * The undeclared fields that may forbid what is declared: first those that belong to nobody, which the server has set
 * by default, then those of other managers too, and last whole entries of lists. Fields that are written through a
 * subresource stay.
 */
function claimsOn(live: LiveObject, applied: KubernetesObject, takesOver: boolean): (readonly FieldPath[])[] {
  const entries = entriesOf(live);
  const others = entries.filter((entry) => !isOurs(entry) && !(takesOver && isTools(entry)));
  const all = obstaclesTo(applied, live, fieldsOf(entries));
  const unowned = all.filter((path) => !ownsPath(fieldsOf(others), path));
  const scaled = fieldsOf(others.filter(({ subresource }) => subresource !== undefined));
  const takeable = all.filter((path) => !ownsPath(scaled, path));
  const fields = takeable.filter((path) => unowned.includes(path) || path.at(-1)?.startsWith('f:'));
  return [unowned, fields, takeable].filter(
    ({ length }, index, claims) => length > (index === 0 ? 0 : (claims[index - 1]?.length ?? 0)),
  );
}

function issuesOf(
  { context }: Cluster,
  error: ApiFailure,
  live: LiveObject | undefined,
  applied: KubernetesObject,
): Issue[] {
  const immutable = live && immutableIssue(context, live, applied, error.status);
  return immutable ? [immutable] : failureIssues(error, applied);
}
