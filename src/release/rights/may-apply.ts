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
 * Checks the rights that a deploy needs and that a plan does not use: to delete, to hold the lease, to write releases
 * and to watch. Without this check the server would refuse them only after something has been written.
 *
 * @throws TowpathError `cluster-forbidden` with every missing right
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

/**
 * Checks the rights to delete an application with its records and its lease.
 *
 * @throws TowpathError `cluster-forbidden` with every missing right
 */
export async function assertMayRemove(cluster: Cluster, plan: Plan): Promise<void> {
  const resources = await translateFailures(cluster.resources());
  const records = askedRights({ objects: [] }, plan.instanceRef, resources).filter(
    ({ resource, verb }) =>
      verb === 'delete' || (resource === 'leases' && isSure({ group: '', resource, verb }, false)),
  );
  const objects = goingObjects(plan).flatMap((object) =>
    rightsTo(['delete'], object, resources, object.metadata.namespace, object.metadata.name),
  );
  const issues = await translateFailures(missingIssues(cluster, [...records, ...objects]));
  if (issues.length > 0) throw new TowpathError(issues);
}

/**
 * Whether a deploy that changes something can need the right. The right to wait for another deploy's lease is not one.
 */
function isSure({ group, resource, verb }: Right, wait: boolean): boolean {
  if (resource === 'leases') return verb === 'get' || verb === 'create' || verb === 'update';
  return verb === 'create' || verb === 'patch' || (wait && verb === 'watch' && (group === 'apps' || group === 'batch'));
}

/** Objects that are no longer declared, and jobs that run again. */
function goingObjects({ prunes, objects }: Plan): LiveObject[] {
  return [
    ...prunes.filter(isDeleted).map(({ live }) => live),
    ...objects.flatMap(({ action, live }) => (action === 'rerun' && live ? [live] : [])),
  ];
}
