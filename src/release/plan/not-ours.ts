import type { LiveObject } from '../../cluster/cluster';
import { errorIssue, type Issue } from '../../diagnostics';
import { partOfSet } from '../../kubernetes/apply-set';

/** Reports an object that is being deleted, because an apply to it would be lost with the object. */
export function terminatingIssue({ kind, metadata }: LiveObject): Issue | undefined {
  if (!metadata.deletionTimestamp) return undefined;
  const message = `${kind}/${metadata.name} is being deleted`;
  const hint = 'wait until it is gone; if it stays, a controller has not removed one of its `metadata.finalizers` yet';
  return errorIssue('object-terminating', message, { hint });
}

/** Reports an object that is in another application's set, because a deploy must not change it. */
export function foreignIssue(live: LiveObject, set: string | undefined): Issue | undefined {
  const name = `${live.kind}/${live.metadata.name}`;
  const owner = live.metadata.labels?.[partOfSet];
  if (owner === undefined || owner === set) return undefined;
  const hint = `if no other deploy manages it any more, release it: \`kubectl${live.metadata.namespace ? ` -n ${live.metadata.namespace}` : ''} label ${live.kind.toLowerCase()} ${live.metadata.name} ${partOfSet}-\``;
  const message = `${name} belongs to another application, or to another instance of this one (label \`${partOfSet}: ${owner}\`)`;
  return errorIssue('object-of-another', message, { hint });
}
