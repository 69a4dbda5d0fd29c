import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { type ComingVersion, heldIssues } from '../../holds/held-issues';
import { placedHolds } from '../../holds/placed-hold';
import { isSameVersion } from '../../model/image-version';
import { isEmpty, type Plan } from '../../release/plan/plan';
import { readHolds } from '../../release/store/hold-record';
import { declaredHolds } from './declared-holds';

/**
 * Adds an error to each plan that would bring a held version to a flow that does not run it. A plan that changes nothing
 * gets no error.
 *
 * @throws TowpathError if the records cannot be read
 */
export function withHeldVersions(
  cluster: Cluster,
  environment: Environment,
  plans: readonly Plan[],
): Promise<readonly Plan[]> {
  return Promise.all(
    plans.map(async (plan) => {
      const held = await heldVersions(cluster, environment, plan);
      return held.length === 0 ? plan : { ...plan, issues: [...plan.issues, ...held] };
    }),
  );
}

/**
 * An error for each hold that forbids what a plan would bring, and for each record that holds nothing readable. The holds
 * of the environment files and those of the cluster's records both count.
 */
export async function heldVersions(cluster: Cluster, environment: Environment, plan: Plan): Promise<readonly Issue[]> {
  const coming = isEmpty(plan) ? [] : comingVersions(plan);
  if (coming.length === 0) return [];
  const { holds, issues } = await translateFailures(readHolds(cluster, plan.instanceRef));
  return [...issues, ...heldIssues(environment.name, placedHolds(holds, declaredHolds(environment)), coming)];
}

/** The own images of the flows to deploy whose versions differ from those of the newest release. */
function comingVersions({ desired: { application, flows }, flows: selected, state }: Plan): ComingVersion[] {
  const running = state.releases[0]?.flows ?? {};
  return Object.entries(flows).flatMap(([flow, { builds: image, tag, digest }]) => {
    const now = running[flow];
    if (image === undefined || !(selected?.has(flow) ?? true)) return [];
    if (now?.builds === image && isSameVersion(now, { tag, digest })) return [];
    return [{ application, flow, image, tag, digest }];
  });
}
