import type { KubernetesObject } from '../assembly/application-assembly';
import type { Issue } from '../diagnostics';

/** A kind that a server serves. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural name in addresses: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** An object as the server keeps it. */
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

/**
 * The fields that each manager has written. @see
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
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

/** Identifies an object. `namespace` is absent for a cluster-scoped object. */
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
  /** The server answers as if it had applied the object, and keeps nothing. */
  readonly dryRun?: boolean;
  /** Take fields away from their owners. */
  readonly force?: boolean;
}

export interface LogOptions {
  readonly container: string;
  /** Whether to read the run of the container that ended last. @default false: the current run */
  readonly previous?: boolean;
  /** How many of the last lines to read. */
  readonly tailLines: number;
  /** How many bytes of these lines the server sends at most. It leaves out the end. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: LiveObject;
}

/** The kinds that a server serves. */
export interface Resources {
  /** @returns undefined if the server does not know the kind */
  find(apiVersion: string, kind: string): Resource | undefined;
  /** Finds a kind by group and kind, in the version that the server prefers. */
  preferred(group: string, kind: string): Resource | undefined;
  /** All kinds whose objects have a namespace, each in the version that the server prefers. */
  namespacedKinds(): readonly Resource[];
}

/**
 * A live API server, with only the methods that the verbs need. Every method may throw an `ApiFailure` if the server
 * refuses, and a `TowpathError` if the server cannot be reached.
 */
export interface Cluster {
  /** The context of the kubeconfig. */
  readonly context: string;
  /** The server's address. */
  readonly server: string;
  /** The namespace of objects that set none. */
  readonly namespace: string;
  /** @param anew whether to read the kinds again, because a deploy has defined a new one */
  resources(anew?: boolean): Promise<Resources>;
  /** @returns undefined if the object or its kind does not exist */
  get(ref: ObjectRef): Promise<LiveObject | undefined>;
  list(resource: Resource, options?: ListOptions): Promise<ObjectList>;
  /** Applies an object on the server's side, with towpath's field manager. */
  apply(object: KubernetesObject, options?: ApplyOptions): Promise<LiveObject>;
  create(object: KubernetesObject): Promise<LiveObject>;
  /** Replaces an object if nobody has changed it since it was read. */
  replace(object: LiveObject, options?: { readonly dryRun?: boolean }): Promise<LiveObject>;
  /** Applies a JSON Patch. @see https://www.rfc-editor.org/rfc/rfc6902 */
  patch(ref: ObjectRef, patch: readonly object[], options?: { readonly dryRun?: boolean }): Promise<LiveObject>;
  /**
   * Deletes an object, and what it owns, if it is still the object that was read. It does nothing if the object is
   * gone.
   */
  remove(object: LiveObject): Promise<void>;
  /**
   * The objects of a list, and then what happens to them, until the signal aborts. A broken watch is started again.
   *
   * @param listed called whenever a complete list has been passed on
   */
  watch(resource: Resource, options: ListOptions, signal: AbortSignal, listed?: () => void): AsyncIterable<WatchEvent>;
  /** What a container of a pod has written. */
  logs(pod: Pick<ObjectRef, 'namespace' | 'name'>, options: LogOptions): Promise<string>;
  /** The name under which the server knows the account. */
  user(): Promise<string>;
  /** The warnings that the server sent so far, each text once: deprecated versions, Pod Security, policies. */
  warnings(): readonly Issue[];
  close(): Promise<void>;
}

/** The field manager of everything that towpath applies. */
export const fieldManager = 'towpath';
