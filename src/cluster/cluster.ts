import type { KubernetesObject } from '../assembly/application-assembly';

/** A kind as a server serves it. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As in addresses: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** An object as a server keeps it. */
export interface LiveObject extends KubernetesObject {
  readonly metadata: LiveMetadata;
}

export interface LiveMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFields[];
  readonly [field: string]: unknown;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/** Who wrote which fields. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFields {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldsV1;
  readonly subresource?: string;
}

export interface FieldsV1 {
  readonly [step: string]: FieldsV1;
}

/** Which object. `namespace` is absent for what stands in none. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

export interface ListOptions {
  /** @default all of them */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ObjectList {
  readonly items: readonly LiveObject[];
  readonly resourceVersion: string;
}

export interface ApplyOptions {
  /** The server says what would become of the object, and keeps nothing. */
  readonly dryRun?: boolean;
  /** Take fields that others own, whatever they say. */
  readonly force?: boolean;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: LiveObject;
}

/** The kinds that a server serves. */
export interface Resources {
  /** @returns undefined where the server does not know the kind */
  find(apiVersion: string, kind: string): Resource | undefined;
  /** By group and kind, in the version that the server prefers. */
  preferred(group: string, kind: string): Resource | undefined;
}

/**
 * A live API server, as narrow as our verbs need it. Every method may throw an `ApiFailure` when the server refuses,
 * and a `TowpathError` when it cannot be asked.
 */
export interface Cluster {
  /** The context of the kubeconfig. */
  readonly context: string;
  /** The server's address. */
  readonly server: string;
  /** Where objects without a namespace go. */
  readonly namespace: string;
  /** @param anew after a definition came to be */
  resources(anew?: boolean): Promise<Resources>;
  /** @returns undefined where there is no such object, or no such kind */
  get(ref: ObjectRef): Promise<LiveObject | undefined>;
  list(resource: Resource, options?: ListOptions): Promise<ObjectList>;
  /** Server-side apply, under our one field manager. */
  apply(object: KubernetesObject, options?: ApplyOptions): Promise<LiveObject>;
  create(object: KubernetesObject): Promise<LiveObject>;
  /** Replaces an object if it still is what it was read as. */
  replace(object: LiveObject, options?: { readonly dryRun?: boolean }): Promise<LiveObject>;
  /** A JSON Patch. @see https://www.rfc-editor.org/rfc/rfc6902 */
  patch(ref: ObjectRef, patch: readonly object[], options?: { readonly dryRun?: boolean }): Promise<LiveObject>;
  /** Removes an object if it still is the one that was meant, with what it owns. Nothing happens when it is gone. */
  remove(object: LiveObject): Promise<void>;
  /**
   * What happens to objects, from a list on, as long as the signal lasts. Begins anew where it breaks off.
   *
   * @param listed called when all that is there has been told, each time that it was listed
   */
  watch(resource: Resource, options: ListOptions, signal: AbortSignal, listed?: () => void): AsyncIterable<WatchEvent>;
  /** The name under which the server knows us. */
  user(): Promise<string>;
  close(): Promise<void>;
}

/** The one field manager of everything that we apply. */
export const fieldManager = 'towpath';
