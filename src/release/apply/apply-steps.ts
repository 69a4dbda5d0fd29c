import type { Cluster, LiveObject } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { TowpathError } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import type { Plan } from '../plan/plan';
import { isChange, type PlannedObject } from '../plan/plan-object';
import { readOutput } from '../pod-output/read-output';
import { awaitReady } from '../readiness/await-ready';
import type { AwaitedObject, ObjectProgress } from '../readiness/awaited-object';
import type { Failure } from '../readiness/failing-pods';
import { applyObject } from './apply-object';
import type { ApplyPlanOptions } from './apply-options';
import { changed } from './apply-result';
import { type Step, stepsOf } from './steps';

/** Creates the namespaces first, because the records of a deploy are written into one of them. */
export async function applyNamespaces(cluster: Cluster, plan: Plan, options: ApplyPlanOptions): Promise<void> {
  const namespaces = plan.objects.filter(
    ({ manifest, action }) => manifest.kind === 'Namespace' && action === 'create',
  );
  // The step of namespaces applies them again, which changes nothing, and reports them.
  const silent = { ...options, onEvent: () => {} };
  for (const object of namespaces) await apply(cluster, object, silent);
}

export async function applySteps(
  cluster: Cluster,
  plan: Plan,
  options: ApplyPlanOptions,
): Promise<Map<string, LiveObject>> {
  const applied = new Map<string, LiveObject>();
  for (const step of stepsOf(plan.objects)) {
    await awaitBefore(cluster, plan, step, applied, options);
    options.signal.throwIfAborted();
    await allSettled(
      step.objects.map(async (object) => {
        const now = await apply(cluster, object, options);
        if (now) applied.set(object.path, now);
      }),
    );
    if (step.objects.some(({ manifest }) => manifest.kind === 'CustomResourceDefinition')) {
      await waitUntilReady(cluster, plan, step.objects, applied, options);
      await translateFailures(cluster.resources(true));
    }
  }
  return applied;
}

export async function awaitAll(
  cluster: Cluster,
  plan: Plan,
  applied: Map<string, LiveObject>,
  options: ApplyPlanOptions,
): Promise<void> {
  if (options.wait === false) return;
  await waitUntilReady(cluster, plan, plan.objects, applied, options);
}

async function apply(
  cluster: Cluster,
  object: PlannedObject,
  options: ApplyPlanOptions,
): Promise<LiveObject | undefined> {
  options.signal.throwIfAborted();
  const now = await applyObject(cluster, object, options.forceConflicts ?? false);
  const { action, flow, applied } = object;
  if (isChange(object)) options.onEvent({ type: 'object', ...changed(applied, action, flow) });
  return now;
}

/**
 * Waits until the jobs before this step are complete and the flows that a job refers to are ready, even if the deploy
 * does not wait at the end.
 */
async function awaitBefore(
  cluster: Cluster,
  plan: Plan,
  { awaits, objects }: Step<PlannedObject>,
  applied: Map<string, LiveObject>,
  options: ApplyPlanOptions,
): Promise<void> {
  const isIdle = !objects.some(isChange);
  if (isIdle || awaits.length === 0) return;
  const awaited = plan.objects.filter(({ path }) => awaits.includes(path));
  await waitUntilReady(cluster, plan, awaited, applied, options);
}

/**
 * Waits until objects are ready and keeps their last state, so that an object that is ready is not waited for again.
 */
async function waitUntilReady(
  cluster: Cluster,
  plan: Plan,
  objects: readonly PlannedObject[],
  applied: Map<string, LiveObject>,
  options: ApplyPlanOptions,
): Promise<void> {
  const { timeoutMs, activityTimeoutMs, failuresAllowed, logs, signal, onEvent } = options;
  const { application } = plan.desired;
  const waited = objects.flatMap((planned): (AwaitedObject & { readonly path: string })[] => {
    const { path, flow, live, runsOnce, action } = planned;
    const object = applied.get(path) ?? (action === 'done' ? undefined : live);
    if (!object) return [];
    return [{ path, object, application, untilComplete: runsOnce, ...(flow !== undefined && { flow }) }];
  });
  const onProgress = (progress: ObjectProgress) => onEvent({ type: 'waiting', progress });
  let failure: Failure | undefined;
  const onFailure = (found: Failure) => {
    failure = found;
  };
  const patience = { timeoutMs, activityTimeoutMs, failuresAllowed, signal };
  const waiting = translateFailures(awaitReady(cluster, waited, { ...patience, onProgress, onFailure }));
  const now = await waiting.catch(async (error: unknown) => {
    throw logs && failure ? await withOutput(cluster, plan, failure, error, options) : error;
  });
  for (const [index, { path }] of waited.entries()) applied.set(path, now[index] as LiveObject);
}

/** Reports what the pods wrote that did not become ready. Returns the error, with warnings if something is not shown. */
async function withOutput(
  cluster: Cluster,
  { desired: { application }, objects }: Plan,
  failure: Failure,
  error: unknown,
  { signal, onEvent }: ApplyPlanOptions,
): Promise<unknown> {
  const manifests = objects.map(({ applied }) => applied);
  const { pods, warnings } = await readOutput(cluster, application, failure, manifests, signal);
  onEvent({ type: 'output', pods });
  return TowpathError.is(error) ? new TowpathError([...error.issues, ...warnings]) : error;
}
