import type { Cluster } from '../../cluster/cluster';
import { durationText } from '../../data/duration';
import { errorIssue, type Issue, type IssueCode, TowpathError } from '../../diagnostics';
import type { ObjectProgress } from './awaited-object';

/** Names each object that did not become ready, the reason, the time limit that was reached, and how to see more. */
export function rolloutError(
  code: IssueCode & `rollout-${string}`,
  found: readonly ObjectProgress[],
  { context }: Pick<Cluster, 'context'>,
  timeoutMs?: number,
): TowpathError {
  const limit = timeoutMs === undefined ? '' : `not ready after ${durationText(timeoutMs)}: `;
  return new TowpathError(found.map((progress) => issueOf(code, progress, context, limit)));
}

function issueOf(code: IssueCode, progress: ObjectProgress, context: string, limit: string): Issue {
  const { application, flow, kind, name, namespace, readiness, event } = progress;
  const owner = flow === undefined ? application : `\`${flow}\` of ${application}`;
  // A failed object has a reason. For an object that is only late, the newest event is the best explanation.
  const eventText = event && code === 'rollout-timeout' ? `; ${event.reason}: ${event.message}` : '';
  const where = [`--context ${context}`, ...(namespace === undefined ? [] : [`-n ${namespace}`])].join(' ');
  const look = readiness.look ?? `describe ${kind.toLowerCase()}/${name}`;
  const message = `${owner}: ${kind}/${name}: ${limit}${readiness.message}${eventText}`;
  return errorIssue(code, message, { hint: `run \`kubectl ${where} ${look}\` for details` });
}
