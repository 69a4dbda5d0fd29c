import type { LiveObject, WatchEvent } from '../../cluster/cluster';
import { groupKindOf } from '../../kubernetes/api-version';
import { assessReadiness, hasFinished } from './assess';
import type { AwaitedObject, ObjectProgress } from './awaited-object';
import { type ClusterEvent, clusterEventOf, newestEvent } from './cluster-event';
import { type Failure, failingPods } from './failing-pods';
import { creatorOf, newestPods } from './newest-pods';
import type { Readiness, RelatedObjects } from './readiness';

/**
 * The objects of a cluster that are known while a deploy waits. At first these are the server's answers to the applies.
 */
export class ObjectCache {
  readonly #objects = new Map<string, Map<string, LiveObject>>();
  readonly #events = new Map<string, ClusterEvent>();
  /** Kinds whose objects have all been listed, so that an object that is missing here does not exist. */
  readonly #listed = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #unreadKinds = new Set<string>();
  /** Resolved results are kept until a new object arrives. */
  #relatedNow: RelatedObjects | undefined;

  /** @param failuresAllowed how often a container may fail before it counts as failed */
  constructor(
    waited: readonly AwaitedObject[],
    private readonly failuresAllowed?: number,
  ) {
    for (const { object } of waited) this.#of(groupKindOf(object)).set(object.metadata.uid, object);
  }

  /** @param isNew whether the object arrived from a watch, and was not there before */
  see({ type, object }: WatchEvent, isNew: boolean): void {
    this.#relatedNow = undefined;
    const key = groupKindOf(object);
    if (key === 'Event') {
      if (type !== 'DELETED') this.#hear(object, isNew);
      return;
    }
    const { uid, generation = 0 } = object.metadata;
    if (type === 'DELETED') this.#gone.add(uid);
    const before = this.#of(key).get(uid)?.metadata.generation ?? 0;
    if (generation >= before) this.#of(key).set(uid, object);
  }

  /** Marks that all objects of a kind in a namespace have been listed. */
  setListed(key: string): void {
    this.#relatedNow = undefined;
    this.#listed.add(key);
  }

  /** Objects that are missing from the complete list were deleted before the watch began. */
  setGone(uid: string): void {
    this.#relatedNow = undefined;
    this.#gone.add(uid);
  }

  /** Marks that the account may not read a kind, which only explains why an object does not become ready. */
  setUnread(kind: string): void {
    this.#unreadKinds.add(kind);
  }

  /** The pods of objects that did not become ready: the first pod of each object, then the second ones, and so on. */
  failureOf(failed: readonly AwaitedObject[]): Failure {
    const related = this.#related();
    const pods = failed.flatMap(({ flow, object }) =>
      failingPods(flow, this.newestOf(object), related).map((pod, index) => ({ pod, index })),
    );
    pods.sort((one, other) => one.index - other.index);
    return { pods: pods.map(({ pod }) => pod), unreadKinds: [...this.#unreadKinds] };
  }

  /** The last known state of an object. */
  newestOf(applied: LiveObject): LiveObject {
    return this.#of(groupKindOf(applied)).get(applied.metadata.uid) ?? applied;
  }

  progressOf({ application, flow, object: applied, untilComplete = true }: AwaitedObject): ObjectProgress {
    const object = this.newestOf(applied);
    this.#relatedNow ??= this.#related();
    const related = this.#relatedNow;
    const readiness = this.#judge(object, related);
    const { name, namespace } = applied.metadata;
    const about = [object, creatorOf(object, related), ...newestPods(object, related)];
    const event = newestEvent(
      related.events,
      about.flatMap((it) => it?.metadata.uid ?? []),
    );
    return {
      application,
      ...(flow !== undefined && { flow }),
      kind: applied.kind,
      name,
      ...(namespace !== undefined && { namespace }),
      readiness: untilComplete ? readiness : orRunning(readiness, applied),
      ...(event && { event: { reason: event.reason, message: event.message, since: event.since } }),
    };
  }

  #judge(object: LiveObject, related: RelatedObjects): Readiness {
    const readiness = assessReadiness(object, related);
    if (!this.#gone.has(object.metadata.uid) || hasFinished(object, readiness)) return readiness;
    return { state: 'failed', message: 'the object was deleted while the deploy waited for it' };
  }

  #related(): RelatedObjects {
    const all = (key: string) => [...this.#of(key)].flatMap(([uid, it]) => (this.#gone.has(uid) ? [] : it));
    return {
      // Includes deleted objects: their deletion time says when their quota becomes free.
      pods: [...this.#of('Pod').values()].filter(
        ({ metadata }) => metadata.deletionTimestamp || !this.#gone.has(metadata.uid),
      ),
      replicaSets: all('ReplicaSet.apps'),
      ...(this.#listed.has('PersistentVolumeClaim') && { claims: all('PersistentVolumeClaim') }),
      ...(this.#listed.has('Event') && { events: [...this.#events.values()] }),
      failuresAllowed: this.failuresAllowed,
    };
  }

  /** An event that occurs again moves to the end. An event that was only listed again does not. */
  #hear(object: LiveObject, isNew: boolean): void {
    const { uid } = object.metadata;
    const [before, now] = [this.#events.get(uid), clusterEventOf(object, isNew)];
    if (before && before.count === now.count && before.last === now.last) return;
    this.#events.delete(uid);
    this.#events.set(uid, now);
  }

  #of(key: string): Map<string, LiveObject> {
    const objects = this.#objects.get(key) ?? new Map<string, LiveObject>();
    this.#objects.set(key, objects);
    return objects;
  }
}

/** A job may run for hours, so a deploy is done when the job runs. */
function orRunning(readiness: Readiness, { kind }: LiveObject): Readiness {
  const isRunning = kind === 'Job' && readiness.state === 'progressing' && (readiness.pods?.ready ?? 0) > 0;
  return isRunning ? { ...readiness, state: 'ready' } : readiness;
}
