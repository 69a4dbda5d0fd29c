import type { LiveObject, WatchEvent } from '../../cluster/cluster';
import { groupKindOf } from '../../cluster/discovery';
import { assessReadiness, hasFinished } from './assess';
import type { AwaitedObject, ObjectProgress } from './awaited-object';
import { type ClusterEvent, clusterEventOf, newestEvent } from './cluster-event';
import { creatorOf, newestPods } from './newest-pods';
import type { Readiness, RelatedObjects } from './readiness';

/** What we know of a cluster while we wait: at first nothing but what the server answered to what was applied. */
export class ObjectCache {
  readonly #objects = new Map<string, Map<string, LiveObject>>();
  readonly #events = new Map<string, ClusterEvent>();
  /** Kinds of which all that is there is known. */
  readonly #listed = new Set<string>();
  readonly #gone = new Set<string>();
  /** As long as nothing new is seen. */
  #relatedNow: RelatedObjects | undefined;

  constructor(waited: readonly AwaitedObject[]) {
    for (const { object } of waited) this.#of(groupKindOf(object)).set(object.metadata.uid, object);
  }

  /** @param isNew whether it happens now, and was not there before */
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

  /** All of a kind in a namespace has been seen. */
  setListed(key: string): void {
    this.#relatedNow = undefined;
    this.#listed.add(key);
  }

  /** Objects that were not among all of their kind have gone before anybody watched. */
  setGone(uid: string): void {
    this.#relatedNow = undefined;
    this.#gone.add(uid);
  }

  /** An object as it was seen last. */
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
    return { state: 'failed', message: 'was deleted while it was waited for' };
  }

  #related(): RelatedObjects {
    const all = (key: string) => [...this.#of(key)].flatMap(([uid, it]) => (this.#gone.has(uid) ? [] : it));
    return {
      // Also those that went: when they were to go says when what they used is free.
      pods: [...this.#of('Pod').values()].filter(
        ({ metadata }) => metadata.deletionTimestamp || !this.#gone.has(metadata.uid),
      ),
      replicaSets: all('ReplicaSet.apps'),
      ...(this.#listed.has('PersistentVolumeClaim') && { claims: all('PersistentVolumeClaim') }),
      ...(this.#listed.has('Event') && { events: [...this.#events.values()] }),
    };
  }

  /** An event that is told again moves to the end. One that only was listed again is not told again. */
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

/** A job may run for hours; that it runs is what a deploy can tell. */
function orRunning(readiness: Readiness, { kind }: LiveObject): Readiness {
  const isRunning = kind === 'Job' && readiness.state === 'progressing' && (readiness.pods?.ready ?? 0) > 0;
  return isRunning ? { ...readiness, state: 'ready' } : readiness;
}
