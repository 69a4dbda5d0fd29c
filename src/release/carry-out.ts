import type { Cluster } from '../cluster/cluster';
import { groupKindOf } from '../cluster/discovery';
import { allSettled } from './all-settled';
import { applyNamespaces, applySteps, awaitAll } from './apply-steps';
import { told } from './failures';
import { withLease } from './lease';
import { groupKindsOf } from './live-state';
import { isGoneOnWith, jobsThatRan, newRelease, releasedBy } from './next-release';
import { assertNotOvertaken } from './overtaken';
import { parentObject } from './parent';
import { changesIn, isEmpty, type Plan } from './plan/plan';
import { isDeleted } from './plan/prune';
import type { DeployEvent } from './progress';
import type { Release } from './record';
import { keepRelease, trimReleases } from './release-store';

export interface CarryOutOptions {
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until everything is up. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for a step, and in the end for all of it. Milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly tell: (event: DeployEvent) => void;
  /** The revision that a rollback restores. */
  readonly restores?: number | undefined;
}

/** What a deploy did. */
export interface Outcome {
  readonly application: string;
  /** Absent when there was nothing to do. */
  readonly release?: Release;
}

/**
 * Carries a plan out: in steps, what is in one at once; waits; and deletes in the end what is no longer declared, when
 * all that replaces it is up. What it was killed in the middle of, the next one finishes.
 *
 * @throws TowpathError with what failed, and everything that was refused with it
 */
export async function carryOut(cluster: Cluster, plan: Plan, options: CarryOutOptions): Promise<Outcome> {
  let made = 0;
  const tell = (event: DeployEvent) => {
    if (event.type === 'object') made += 1;
    options.tell(event);
  };
  try {
    options.signal.throwIfAborted();
    return await carriedOut(cluster, plan, { ...options, tell });
  } catch (error) {
    if (options.signal.aborted) options.tell({ type: 'stopped', made, planned: changesIn(plan) });
    throw error;
  }
}

async function carriedOut(cluster: Cluster, plan: Plan, options: CarryOutOptions): Promise<Outcome> {
  const { application } = plan.desired;
  const newest = plan.state.releases[0];
  const isOpen = newest !== undefined && newest.state !== 'deployed';
  if (isEmpty(plan) && !isOpen) {
    await awaitAll(cluster, plan, new Map(), options);
    return { application };
  }
  await applyNamespaces(cluster, plan, options);
  return withLease(cluster, plan.standing, async (lost) => {
    const signal = AbortSignal.any([options.signal, lost]);
    await assertNotOvertaken(cluster, plan);
    const release = newest && isGoneOnWith(plan, newest) ? newest : await newRelease(cluster, plan, options);
    return deploy(cluster, plan, release, { ...options, signal });
  });
}

async function deploy(cluster: Cluster, plan: Plan, started: Release, options: CarryOutOptions): Promise<Outcome> {
  const { desired, standing, state } = plan;
  const kinds = desired.objects.map(({ manifest }) => groupKindOf(manifest));
  const keepParent = (all: readonly string[]) =>
    told(cluster.apply(parentObject(desired, standing, all), { force: true }));
  const keep = (release: Release) => told(keepRelease(cluster, standing, release, releasedBy(plan)));
  let release = started;
  try {
    // First of all, so that whatever comes to be can be found again.
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
    await told(trimReleases(cluster, standing, earlier));
    return { application: desired.application, release };
  } catch (error) {
    // Best effort: the error that we have says more than one that keeps us from writing it down.
    if (!options.signal.aborted) await keep({ ...release, state: 'failed' }).catch(() => {});
    throw error;
  }
}

async function prune(cluster: Cluster, { prunes }: Plan, options: CarryOutOptions): Promise<void> {
  await allSettled(
    prunes.filter(isDeleted).map(async ({ live }) => {
      options.signal.throwIfAborted();
      await told(cluster.remove(live), live);
      options.tell({ type: 'object', kind: live.kind, name: live.metadata.name, action: 'pruned' });
    }),
  );
}
