import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';
import type { ClusterEvent } from './cluster-event';
import type { ContainerStatus } from './container-blocker';
import { newestPods } from './newest-pods';
import { podBlocker } from './pod-blocker';
import type { RelatedObjects } from './readiness';
import { trueCondition } from './status';

/** A container that has run and is not ready. */
export interface FailingContainer {
  readonly name: string;
  /** Whether the run that ended last is meant, because the container was started again or is about to be. */
  readonly isPrevious: boolean;
}

/** A pod of an object that did not become ready. */
export interface FailingPod {
  readonly object: { readonly flow?: string; readonly kind: string; readonly name: string };
  readonly pod: LiveObject;
  readonly containers: readonly FailingContainer[];
  /** The oldest first. */
  readonly events: readonly ClusterEvent[];
}

/** What is known of the pods when a wait has failed. */
export interface Failure {
  readonly pods: readonly FailingPod[];
  /** The kinds that explain a failure and that the account may not read, such as `Pod`. */
  readonly unreadKinds: readonly string[];
}

/** The newest pods of an object that are not ready, those with a permanent blocker first. */
export function failingPods(flow: string | undefined, object: LiveObject, related: RelatedObjects): FailingPod[] {
  const about = { ...(flow !== undefined && { flow }), kind: object.kind, name: object.metadata.name };
  return newestPods(object, related)
    .filter((pod) => !trueCondition(pod, 'Ready') && valueAt(pod, ['status', 'phase']) !== 'Succeeded')
    .map((pod) => ({ pod, rank: rankOf(pod, related) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ pod }) => ({
      object: about,
      pod,
      containers: statusesOf(pod).filter(isFailing).map(failingContainer),
      events: (related.events ?? []).filter((event) => event.about === pod.metadata.uid),
    }));
}

function rankOf(pod: LiveObject, related: RelatedObjects): number {
  const blocker = podBlocker(pod, related);
  return blocker?.isFatal ? 0 : blocker ? 1 : 2;
}

function statusesOf(pod: LiveObject): ContainerStatus[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap(
    (field) => (valueAt(pod, ['status', field]) ?? []) as ContainerStatus[],
  );
}

function isFailing({ ready, restartCount, state = {}, lastState }: ContainerStatus): boolean {
  const hasRun = state.running || state.terminated || lastState?.terminated || restartCount > 0;
  return hasRun !== undefined && hasRun !== false && !ready && state.terminated?.exitCode !== 0;
}

function failingContainer({ name, restartCount, state, lastState }: ContainerStatus): FailingContainer {
  return { name, isPrevious: !state?.terminated && (lastState?.terminated !== undefined || restartCount > 0) };
}
