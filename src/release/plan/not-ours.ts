import type { LiveObject } from '../../cluster/cluster';
import { errorIssue, type Issue } from '../../diagnostics';
import { partOfSet } from '../../kubernetes/apply-set';

/** An object that is being deleted takes with it whatever is applied to it. */
export function terminatingIssue({ kind, metadata }: LiveObject): Issue | undefined {
  if (!metadata.deletionTimestamp) return undefined;
  const message = `${kind}/${metadata.name} is being deleted`;
  const hint = 'wait until it is gone; something with a finalizer keeps it as long as it lasts';
  return errorIssue('object-terminating', message, { hint });
}

/** An object that is in another application's set is not changed. */
export function foreignIssue(live: LiveObject, set: string | undefined): Issue | undefined {
  const name = `${live.kind}/${live.metadata.name}`;
  const owner = live.metadata.labels?.[partOfSet];
  if (owner === undefined || owner === set) return undefined;
  const hint = `if nobody deploys it elsewhere any more: \`kubectl${live.metadata.namespace ? ` -n ${live.metadata.namespace}` : ''} label ${live.kind.toLowerCase()} ${live.metadata.name} ${partOfSet}-\``;
  const message = `${name} belongs to another application, or to another instance of this one (${owner})`;
  return errorIssue('object-of-another', message, { hint });
}
