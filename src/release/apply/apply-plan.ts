import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { TowpathError } from '../../diagnostics';
import { type MemberKind, memberKindOf } from '../plan/member-kinds';
import { isEmpty, type Plan } from '../plan/plan';
import { isDeleted } from '../plan/prune';
import { holdsNothing, readReleasedObjects } from '../store/record';
import { recordable } from '../store/record-schema';
import type { Release } from '../store/release';
import { keepRelease, storeRelease, trimReleases } from '../store/release-store';
import type { ApplyPlanOptions } from './apply-options';
import type { ApplyResult } from './apply-result';
import { parentObject } from './apply-set-parent';
import { applyNamespaces, applySteps, awaitAll } from './apply-steps';
import { type DeployRecorder, recorded } from './deploy-recorder';
import { withLease } from './lease';
import { jobsThatRan, newRelease, objectsOfRelease, resumesRelease } from './next-release';
import { assertNotOvertaken } from './overtaken';
import { prune } from './prune-objects';
import { reallyApplied } from './really-applied';

/**
 * Applies a plan step by step, the objects of a step at once. It waits until they are ready, and then deletes the
 * objects that are no longer declared. A deploy that was killed in the middle is completed by the next one.
 *
 * @throws TowpathError with what failed, and everything that the server refused with it
 */
export function applyPlan(cluster: Cluster, plan: Plan, options: ApplyPlanOptions): Promise<ApplyResult> {
  return recorded(plan, options, async (recorder, onEvent) => {
    await applyInSteps(cluster, plan, recorder, { ...options, onEvent });
    return recorder.release ? 'deployed' : 'unchanged';
  });
}

async function applyInSteps(
  cluster: Cluster,
  plan: Plan,
  recorder: DeployRecorder,
  options: ApplyPlanOptions,
): Promise<void> {
  const newest = plan.state.releases[0];
  const isOpen = newest !== undefined && newest.state !== 'deployed';
  if (isEmpty(plan) && !isOpen) {
    await awaitAll(cluster, plan, new Map(), options);
    return;
  }
  await applyNamespaces(cluster, plan, options);
  if (!plan.desired.isEmptied && holdsNothing(objectsOfRelease(plan))) return;
  const { workspace = '' } = plan.desired;
  await withLease(cluster, { ...plan.instanceRef, workspace }, async (lost) => {
    const signal = AbortSignal.any([options.signal, lost]);
    await assertNotOvertaken(cluster, plan);
    recorder.release = newest && resumesRelease(plan, newest) ? newest : await newRelease(cluster, plan, options);
    await deploy(cluster, plan, recorder.release, recorder, { ...options, signal });
  });
}

async function deploy(
  cluster: Cluster,
  plan: Plan,
  started: Release,
  recorder: DeployRecorder,
  options: ApplyPlanOptions,
): Promise<void> {
  const { desired, instanceRef, state } = plan;
  const kinds = desired.objects.map(({ manifest }) => memberKindOf(manifest));
  const keepParent = (all: readonly MemberKind[]) =>
    translateFailures(cluster.apply(parentObject(desired, instanceRef, all), { force: true }));
  const keep = (release: Release) => translateFailures(keepRelease(cluster, instanceRef, release));
  const start = (release: Release) =>
    translateFailures(storeRelease(cluster, instanceRef, release, objectsOfRelease(plan)));
  let release = started;
  try {
    // The record is written first, so that every object that is created afterwards can be found again.
    await keepParent([...state.memberKinds, ...kinds]);
    if (release !== state.releases[0]) recorder.warnings = await start(release);
    const applied = await applySteps(cluster, plan, options);
    await awaitAll(cluster, plan, applied, options);
    await prune(cluster, plan, options);
    const leftKinds = plan.prunes.filter((one) => !isDeleted(one)).map(({ live }) => memberKindOf(live));
    const others = plan.flows ? state.memberKinds : [];
    await keepParent([...kinds, ...leftKinds, ...others]);
    const ran = await jobsThatRan(cluster, plan, options.wait !== false);
    release = { ...release, state: 'deployed', at: new Date().toISOString(), ran };
    await keep(release);
    recorder.release = release;
    const earlier = state.releases.filter(({ revision }) => revision !== release.revision);
    await translateFailures(trimReleases(cluster, instanceRef, earlier));
  } catch (error) {
    // The failure is recorded if possible: the error that caused it is more useful than an error of the record.
    if (!options.signal.aborted) recorder.release = await keepFailed(cluster, plan, release, recorder, error);
    throw error;
  }
}

/** Records that a release failed, why, and what of it was applied. An error while it does so is ignored. */
async function keepFailed(
  cluster: Cluster,
  plan: Plan,
  started: Release,
  recorder: DeployRecorder,
  error: unknown,
): Promise<Release> {
  const { instanceRef, state } = plan;
  const release = { ...started, state: 'failed', ...reasonOf(error) } as const;
  try {
    const [newest] = state.releases;
    const earlier = newest ? await readReleasedObjects(cluster, instanceRef, newest.revision) : [];
    const really = reallyApplied(plan, earlier ?? [], (key) => recorder.isApplied(key));
    const failed = { ...release, flows: really.flows };
    await storeRelease(cluster, instanceRef, failed, really.objects);
    return failed;
  } catch {
    await keepRelease(cluster, instanceRef, release).catch(() => {});
    return release;
  }
}

/** The first error of a deploy, in a form that a record may hold. No message contains the content of a Secret. */
function reasonOf(error: unknown): Pick<Release, 'reason'> {
  const issue = TowpathError.is(error) ? error.issues.find(({ severity }) => severity === 'error') : undefined;
  return issue ? { reason: recordable(issue.message) } : {};
}
