import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { ListOptions, LiveObject, ObjectRef, Resource, WatchEvent } from '../../src/cluster/cluster';
import { keyOf, refOf } from '../../src/cluster/object-ref';
import { groupOf } from '../../src/kubernetes/api-version';
import { copy } from './copy';
import { isSelected } from './selectors';
import type { Written } from './write';

/** The objects of a cluster, each with its uid and the version at which it was written last. */
export class Store {
  readonly #objects: Map<string, LiveObject>;
  readonly #listeners = new Set<(event: WatchEvent) => void>();
  #version: number;

  /** @param from whose objects the new store has; what is written later is in one of them only */
  constructor(from?: Store) {
    this.#objects = new Map(from ? from.#objects : []);
    this.#version = from ? from.#version : 0;
  }

  get version(): string {
    return String(this.#version);
  }

  get(ref: ObjectRef): LiveObject | undefined {
    return this.#objects.get(keyOf(ref));
  }

  list(resource: Resource, options: ListOptions): LiveObject[] {
    const sorted = [...this.#objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
    return sorted.filter((object) => isOf(resource, object) && isSelected(object, options));
  }

  /**
   * Keeps what was written. A write that changes nothing is none.
   *
   * @returns the object as it is then
   */
  save(object: KubernetesObject, { body, managedFields }: Written, isKept: boolean): LiveObject {
    const before = this.get(refOf(object as LiveObject));
    const made = before?.metadata ?? {
      uid: randomUUID(),
      creationTimestamp: new Date().toISOString(),
      resourceVersion: '',
    };
    const { name, namespace } = object.metadata;
    const { uid, creationTimestamp, resourceVersion } = made;
    const named = { name, ...(namespace !== undefined && { namespace }), uid, creationTimestamp, resourceVersion };
    const { apiVersion, kind } = object;
    const next = copy({
      ...{ apiVersion, kind, ...body },
      metadata: { ...(body.metadata as object | undefined), ...named, managedFields },
    }) as LiveObject;
    if (!isKept || isDeepStrictEqual(next, before)) return next;
    return this.#put(next, before ? 'MODIFIED' : 'ADDED');
  }

  delete(object: LiveObject): void {
    this.#objects.delete(keyOf(refOf(object)));
    this.#tell({ type: 'DELETED', object: this.#versioned(object) });
  }

  /** @returns ends it */
  listen(listener: (event: WatchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #put(object: LiveObject, type: WatchEvent['type']): LiveObject {
    const kept = this.#versioned(object);
    this.#objects.set(keyOf(refOf(kept)), kept);
    this.#tell({ type, object: kept });
    return kept;
  }

  #versioned(object: LiveObject): LiveObject {
    this.#version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: this.version } };
  }

  #tell(event: WatchEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

export function isOf({ group, kind }: Resource, object: LiveObject): boolean {
  return object.kind === kind && groupOf(object.apiVersion) === group;
}
