import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { refOf } from '../../cluster/object-ref';
import type { DesiredObject } from '../desired';
import { isEmpty, type Plan } from '../plan/plan';
import { trueCondition } from '../readiness/status';
import { recordable } from '../store/record-schema';
import type { Release } from '../store/release';
import type { ApplyPlanOptions } from './apply-options';

/**
 * Whether the newest release has only to be marked as finished. A deploy that was killed before it changed anything may
 * have had another plan than ours.
 */
export function resumesRelease(plan: Plan, newest: Release): boolean {
  if (!isEmpty(plan)) return false;
  const selected = objectsOfRelease(plan).filter(({ manifest }) => manifest.kind !== 'Secret');
  return (
    isSame(withoutSource(releasedFlows(plan)), withoutSource(newest.flows)) && isSame(selected, plan.state.released)
  );
}

export async function newRelease(cluster: Cluster, plan: Plan, options: ApplyPlanOptions): Promise<Release> {
  const { desired, state } = plan;
  const { restores, override, lifted = [] } = options;
  const newest = state.releases[0];
  const { gates, promotesFrom = [] } = desired.gates ? desired : (newest ?? {});
  return {
    revision: (newest?.revision ?? 0) + 1,
    workspace: desired.workspace ?? '',
    application: desired.application,
    environment: desired.environment,
    instance: desired.instance,
    state: 'started',
    at: new Date().toISOString(),
    by: recordable(await translateFailures(cluster.user())),
    ...desired.source,
    ...(gates !== undefined && { gates }),
    ...(promotesFrom.length > 0 && { promotesFrom }),
    ...(override !== undefined && { override: recordable(override) }),
    ...(lifted.length > 0 && { lifted }),
    ...(restores !== undefined && { restores }),
    flows: releasedFlows(plan),
    ran: newest?.ran ?? [],
  };
}

/**
 * The objects of the new release: those of the deployed flows, and those of all other flows from the earlier release.
 */
export function objectsOfRelease({ desired, flows, state }: Plan): DesiredObject[] {
  if (!flows) return [...desired.objects];
  const isMeant = ({ flow }: DesiredObject) => flow === undefined || flows.has(flow);
  return [...desired.objects.filter(isMeant), ...state.released.filter((one) => !isMeant(one))];
}

/** The flows of the new release: flows that are not deployed this time stay as they are in the earlier release. */
export function releasedFlows({ desired, state, flows }: Plan): Release['flows'] {
  if (!flows) return desired.flows;
  const selected = Object.entries(desired.flows).filter(([flow]) => flows.has(flow));
  return { ...state.releases[0]?.flows, ...Object.fromEntries(selected) };
}

/** The flows without the commits that they were made from: two commits may declare the same flow. */
function withoutSource(flows: Release['flows']): Release['flows'] {
  return Object.fromEntries(Object.entries(flows).map(([id, { commit: _, dirty: __, ...flow }]) => [id, flow]));
}

/** Whether two values are the same when they are written as JSON. */
function isSame(one: unknown, another: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), another);
}

/**
 * Names of the jobs that run once and are complete. A job that disappeared after the deploy waited for it was complete
 * too.
 */
export async function jobsThatRan(
  cluster: Cluster,
  { objects, flows, state }: Plan,
  areAwaited: boolean,
): Promise<string[]> {
  const jobs = objects.filter(({ runsOnce }) => runsOnce);
  const names = await Promise.all(
    jobs.map(async ({ manifest, action }) => {
      const now = action === 'done' ? undefined : await translateFailures(cluster.get(refOf(manifest)), manifest);
      const hasRun = now ? trueCondition(now, 'Complete') !== undefined : areAwaited || action === 'done';
      return hasRun ? [manifest.metadata.name] : [];
    }),
  );
  return [...new Set([...names.flat(), ...(flows ? (state.releases[0]?.ran ?? []) : [])])].sort();
}
