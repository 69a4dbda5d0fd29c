import { isDeepStrictEqual } from 'node:util';
import type { Cluster, LiveObject } from '../cluster/cluster';
import { refOf } from '../cluster/connect';
import { TowpathError } from '../diagnostics';
import { valueAt } from '../environments/merge';
import { applyObject } from './apply-object';
import type { DesiredObject } from './desired';
import { told } from './failures';
import { withLease } from './lease';
import { groupKindOf, groupKindsOf } from './live-state';
import { assertNotOvertaken } from './overtaken';
import { parentObject } from './parent';
import { changesIn, isEmpty, type Plan } from './plan/plan';
import type { PlannedObject } from './plan/plan-object';
import type { DeployEvent } from './progress';
import { awaitReady } from './readiness/await-ready';
import type { Progress, Waited } from './readiness/waited';
import type { Release } from './record';
import { keepRelease, trimReleases } from './release-store';
import { type Step, stepsOf } from './steps';

export interface CarryOutOptions {
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until everything is up. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for a step, and in the end for all of it. Milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly tell: (event: DeployEvent) => void;
  /** What is known of the source: `4484fb9`, or `4484fb9-dirty`. */
  readonly commit?: string | undefined;
  readonly restores?: number | undefined;
  /** Now. */
  readonly clock?: () => Date;
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
  const { clock = () => new Date() } = options;
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
    const leftKinds = plan.prunes.filter(({ keeps }) => keeps).map(({ live }) => groupKindOf(live));
    const others = plan.flows ? groupKindsOf(state.parent) : [];
    await keepParent([...kinds, ...leftKinds, ...others]);
    const ran = await jobsThatRan(cluster, plan, options.wait !== false);
    release = { ...release, state: 'deployed', at: clock().toISOString(), ran };
    await keep(release);
    await told(trimReleases(cluster, standing, state.releases));
    return { application: desired.application, release };
  } catch (error) {
    // Best effort: the error that we have says more than one that keeps us from writing it down.
    if (!options.signal.aborted) await keep({ ...release, state: 'failed' }).catch(() => {});
    throw error;
  }
}

/**
 * Whether nothing is left to do but to finish the newest release. One that was killed before it changed anything may
 * have meant something else than we do.
 */
function isGoneOnWith(plan: Plan, newest: Release): boolean {
  if (!isEmpty(plan)) return false;
  const meant = releasedBy(plan).filter(({ manifest }) => manifest.kind !== 'Secret');
  return isSame(releasedFlows(plan), newest.flows) && isSame(meant, plan.state.released);
}

/** Whether two are the same when they are written down. */
function isSame(one: unknown, another: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), another);
}

async function newRelease(cluster: Cluster, plan: Plan, options: CarryOutOptions): Promise<Release> {
  const { desired, state } = plan;
  const { clock = () => new Date(), commit, restores } = options;
  const newest = state.releases[0];
  return {
    revision: (newest?.revision ?? 0) + 1,
    application: desired.application,
    environment: desired.environment,
    instance: desired.instance,
    state: 'started',
    at: clock().toISOString(),
    by: await told(cluster.user()),
    ...(commit !== undefined && { commit }),
    ...(restores !== undefined && { restores }),
    flows: releasedFlows(plan),
    ran: newest?.ran ?? [],
  };
}

/** The flows of the release: what is not meant stays as the one before has it. */
function releasedFlows({ desired, state, flows }: Plan): Release['flows'] {
  if (!flows) return desired.flows;
  const meant = Object.entries(desired.flows).filter(([flow]) => flows.has(flow));
  return { ...state.releases[0]?.flows, ...Object.fromEntries(meant) };
}

/** The objects of the release: those that were deployed, and of flows that were not meant, those of the one before. */
function releasedBy({ desired, flows, state }: Plan): DesiredObject[] {
  if (!flows) return [...desired.objects];
  const isMeant = ({ flow }: DesiredObject) => flow === undefined || flows.has(flow);
  return [...desired.objects.filter(isMeant), ...state.released.filter((one) => !isMeant(one))];
}

/** Namespaces come before all else: what towpath keeps of a deploy stands in one. */
async function applyNamespaces(cluster: Cluster, plan: Plan, options: CarryOutOptions): Promise<void> {
  const namespaces = plan.objects.filter(
    ({ manifest, action }) => manifest.kind === 'Namespace' && action === 'create',
  );
  // The step of namespaces applies them again, which changes nothing, and tells of them.
  const silent = { ...options, tell: () => {} };
  for (const object of namespaces) await apply(cluster, object, silent);
}

async function applySteps(cluster: Cluster, plan: Plan, options: CarryOutOptions): Promise<Map<string, LiveObject>> {
  const applied = new Map<string, LiveObject>();
  for (const step of stepsOf(plan.objects)) {
    await awaitBefore(cluster, plan, step, applied, options);
    options.signal.throwIfAborted();
    const results = await Promise.allSettled(
      step.objects.map(async (object) => {
        const now = await apply(cluster, object, options);
        if (now) applied.set(object.path, now);
      }),
    );
    throwAll(results);
    if (step.objects.some(({ manifest }) => manifest.kind === 'CustomResourceDefinition')) {
      await untilUp(cluster, plan, step.objects, applied, options);
      await told(cluster.resources(true));
    }
  }
  return applied;
}

async function apply(
  cluster: Cluster,
  object: PlannedObject,
  options: CarryOutOptions,
): Promise<LiveObject | undefined> {
  options.signal.throwIfAborted();
  const now = await applyObject(cluster, object, options.forceConflicts ?? false);
  const { action, flow, manifest } = object;
  if (action !== 'none' && action !== 'done')
    options.tell({
      type: 'object',
      ...(flow !== undefined && { flow }),
      kind: manifest.kind,
      name: manifest.metadata.name,
      action,
    });
  return now;
}

/** Jobs that come before have to be complete, and what a job refers to has to be up, whether we wait in the end or not. */
async function awaitBefore(
  cluster: Cluster,
  plan: Plan,
  { awaits, objects }: Step<PlannedObject>,
  applied: Map<string, LiveObject>,
  options: CarryOutOptions,
): Promise<void> {
  const isIdle = objects.every(({ action }) => action === 'none' || action === 'done');
  if (isIdle || awaits.length === 0) return;
  const meant = plan.objects.filter(({ path }) => awaits.includes(path));
  await untilUp(cluster, plan, meant, applied, options);
}

async function awaitAll(
  cluster: Cluster,
  plan: Plan,
  applied: Map<string, LiveObject>,
  options: CarryOutOptions,
): Promise<void> {
  if (options.wait === false) return;
  await untilUp(cluster, plan, plan.objects, applied, options);
}

/** Waits for objects, and notes how they are then: what is up is not waited for again. */
async function untilUp(
  cluster: Cluster,
  { desired: { application } }: Plan,
  objects: readonly PlannedObject[],
  applied: Map<string, LiveObject>,
  { timeoutMs, signal, tell }: CarryOutOptions,
): Promise<void> {
  const waited = objects.flatMap(({ path, flow, live, runsOnce }): (Waited & { readonly path: string })[] => {
    const object = applied.get(path) ?? live;
    if (!object) return [];
    return [{ path, object, application, untilComplete: runsOnce, ...(flow !== undefined && { flow }) }];
  });
  const onProgress = (progress: Progress) => tell({ type: 'waiting', progress });
  const now = await told(awaitReady(cluster, waited, { timeoutMs, signal, onProgress }));
  for (const [index, { path }] of waited.entries()) applied.set(path, now[index] as LiveObject);
}

/** Names of the jobs that run once and are complete; what is gone after it was waited for was, too. */
async function jobsThatRan(cluster: Cluster, { objects, flows, state }: Plan, areAwaited: boolean): Promise<string[]> {
  const jobs = objects.filter(({ runsOnce }) => runsOnce);
  const names = await Promise.all(
    jobs.map(async ({ manifest, action }) => {
      const now = action === 'done' ? undefined : await told(cluster.get(refOf(manifest)), manifest);
      const hasRun = now ? isComplete(now) : areAwaited || action === 'done';
      return hasRun ? [manifest.metadata.name] : [];
    }),
  );
  return [...new Set([...names.flat(), ...(flows ? (state.releases[0]?.ran ?? []) : [])])].sort();
}

function isComplete(job: LiveObject): boolean {
  const conditions = valueAt(job, ['status', 'conditions']);
  return Array.isArray(conditions) && conditions.some(({ type, status }) => type === 'Complete' && status === 'True');
}

async function prune(cluster: Cluster, { prunes }: Plan, options: CarryOutOptions): Promise<void> {
  const results = await Promise.allSettled(
    prunes
      .filter(({ keeps }) => keeps === undefined)
      .map(async ({ live }) => {
        options.signal.throwIfAborted();
        await told(cluster.remove(live), live);
        options.tell({ type: 'object', kind: live.kind, name: live.metadata.name, action: 'pruned' });
      }),
  );
  throwAll(results);
}

/** Everything that failed, in one error. What is no problem of the user's comes first. */
function throwAll(results: readonly PromiseSettledResult<unknown>[]): void {
  const errors = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (errors.length === 0) return;
  const strange = errors.find((error) => !TowpathError.is(error));
  if (strange) throw strange;
  throw new TowpathError(errors.flatMap((error) => (TowpathError.is(error) ? error.issues : [])));
}
