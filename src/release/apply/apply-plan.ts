import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { allSettled } from '../../diagnostics/all-settled';
import { groupKindOf } from '../../kubernetes/api-version';
import { groupKindsOf } from '../plan/live-state';
import { changesIn, isEmpty, type Plan } from '../plan/plan';
import { isDeleted } from '../plan/prune';
import { holdsNothing } from '../store/record';
import type { Release } from '../store/release';
import { keepRelease, trimReleases } from '../store/release-store';
import type { ApplyPlanOptions } from './apply-options';
import { parentObject } from './apply-set-parent';
import { applyNamespaces, applySteps, awaitAll } from './apply-steps';
import type { DeployEvent } from './deploy-event';
import { withLease } from './lease';
import { jobsThatRan, newRelease, objectsOfRelease, resumesRelease } from './next-release';
import { assertNotOvertaken } from './overtaken';

/** The result of one deploy. */
export interface ApplyResult {
  readonly application: string;
  /** The release that the deploy wrote. Absent if there was nothing to do. */
  readonly release?: Release;
}

/**
 * Applies a plan step by step, the objects of a step at once. It waits until they are ready, and then deletes the
 * objects that are no longer declared. A deploy that was killed in the middle is completed by the next one.
 *
 * @throws TowpathError with what failed, and everything that the server refused with it
 */
export async function applyPlan(cluster: Cluster, plan: Plan, options: ApplyPlanOptions): Promise<ApplyResult> {
  let made = 0;
  const onEvent = (event: DeployEvent) => {
    if (event.type === 'object') made += 1;
    options.onEvent(event);
  };
  try {
    options.signal.throwIfAborted();
    return await applyInSteps(cluster, plan, { ...options, onEvent });
  } catch (error) {
    if (options.signal.aborted) options.onEvent({ type: 'stopped', made, planned: changesIn(plan) });
    throw error;
  }
}

async function applyInSteps(cluster: Cluster, plan: Plan, options: ApplyPlanOptions): Promise<ApplyResult> {
  const { application } = plan.desired;
  const newest = plan.state.releases[0];
  const isOpen = newest !== undefined && newest.state !== 'deployed';
  if (isEmpty(plan) && !isOpen) {
    await awaitAll(cluster, plan, new Map(), options);
    return { application };
  }
  await applyNamespaces(cluster, plan, options);
  if (holdsNothing(objectsOfRelease(plan))) return { application };
  return withLease(cluster, plan.instanceRef, async (lost) => {
    const signal = AbortSignal.any([options.signal, lost]);
    await assertNotOvertaken(cluster, plan);
    const release = newest && resumesRelease(plan, newest) ? newest : await newRelease(cluster, plan, options);
    return deploy(cluster, plan, release, { ...options, signal });
  });
}

async function deploy(cluster: Cluster, plan: Plan, started: Release, options: ApplyPlanOptions): Promise<ApplyResult> {
  const { desired, instanceRef, state } = plan;
  const kinds = desired.objects.map(({ manifest }) => groupKindOf(manifest));
  const keepParent = (all: readonly string[]) =>
    translateFailures(cluster.apply(parentObject(desired, instanceRef, all), { force: true }));
  const keep = (release: Release) =>
    translateFailures(keepRelease(cluster, instanceRef, release, objectsOfRelease(plan)));
  let release = started;
  try {
    // The record is written first, so that every object that is created afterwards can be found again.
    await keepParent([...groupKindsOf(state.parent), ...kinds]);
    if (release !== state.releases[0]) await keep(release);
    const applied = await applySteps(cluster, plan, options);
    await awaitAll(cluster, plan, applied, options);
    await prune(cluster, plan, options);
    const leftKinds = plan.prunes.filter((one) => !isDeleted(one)).map(({ live }) => groupKindOf(live));
    const others = plan.flows ? groupKindsOf(state.parent) : [];
    await keepParent([...kinds, ...leftKinds, ...others]);
    const ran = await jobsThatRan(cluster, plan, options.wait !== false);
    release = { ...release, state: 'deployed', at: new Date().toISOString(), ran };
    await keep(release);
    const earlier = state.releases.filter(({ revision }) => revision !== release.revision);
    await translateFailures(trimReleases(cluster, instanceRef, earlier));
    return { application: desired.application, release };
  } catch (error) {
    // The failure is recorded if possible: the error that caused it is more useful than an error of the record.
    if (!options.signal.aborted) await keep({ ...release, state: 'failed' }).catch(() => {});
    throw error;
  }
}

async function prune(cluster: Cluster, { prunes }: Plan, options: ApplyPlanOptions): Promise<void> {
  await allSettled(
    prunes.filter(isDeleted).map(async ({ live }) => {
      options.signal.throwIfAborted();
      await translateFailures(cluster.remove(live), live);
      options.onEvent({ type: 'object', kind: live.kind, name: live.metadata.name, action: 'pruned' });
    }),
  );
}
