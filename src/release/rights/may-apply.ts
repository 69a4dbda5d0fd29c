import type { Cluster, LiveObject } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { TowpathError } from '../../diagnostics';
import { isEmpty, type Plan } from '../plan/plan';
import { isChange } from '../plan/plan-object';
import { isDeleted } from '../plan/prune';
import { missingIssues } from './missing';
import { askedRights, rightsTo } from './needed';
import type { Right } from './right';

/**
 * That plans may be carried out: to delete, to hold others off, to write releases down and to watch is asked of the
 * server for the first time when something has been written already.
 *
 * @throws TowpathError `cluster-forbidden` with every right that is missing
 */
export async function assertMayApply(
  cluster: Cluster,
  plans: readonly Plan[],
  { wait = true }: { readonly wait?: boolean | undefined } = {},
): Promise<void> {
  const resources = await translateFailures(cluster.resources());
  const rights = plans
    .filter((plan) => !isEmpty(plan))
    .flatMap((plan) => [
      ...askedRights({ objects: plan.objects.filter(isChange) }, plan.instanceRef, resources).filter((right) =>
        isSure(right, wait),
      ),
      ...goingObjects(plan).flatMap((object) =>
        rightsTo(['delete'], object, resources, object.metadata.namespace, object.metadata.name),
      ),
    ]);
  const issues = await translateFailures(missingIssues(cluster, rights));
  if (issues.length > 0) throw new TowpathError(issues);
}

/** Whether a deploy that changes something comes to need a right: not that to wait for who else deploys, for one. */
function isSure({ group, resource, verb }: Right, wait: boolean): boolean {
  if (resource === 'leases') return verb === 'get' || verb === 'create' || verb === 'update';
  return verb === 'create' || verb === 'patch' || (wait && verb === 'watch' && (group === 'apps' || group === 'batch'));
}

/** What is no longer declared, and jobs that are run once more. */
function goingObjects({ prunes, objects }: Plan): LiveObject[] {
  return [
    ...prunes.filter(isDeleted).map(({ live }) => live),
    ...objects.flatMap(({ action, live }) => (action === 'rerun' && live ? [live] : [])),
  ];
}
