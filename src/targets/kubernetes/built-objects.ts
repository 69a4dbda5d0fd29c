import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Locate } from '../../applications/object-builder';
import type { Manifest } from './manifest';

/** How towpath built an object. */
export interface BuiltFrom {
  /** The object as towpath built it, before overrides and patches. */
  readonly planned: Manifest;
  /** The user's override of the object. Absent if there is none. */
  readonly override?: object | undefined;
  /** Finds the line of the code that declares the object's flow. */
  readonly locate?: Locate | undefined;
}

const built = new WeakMap<ApiObject, BuiltFrom>();
const ownPatches = new WeakSet<JsonPatch>();

/** Records that towpath built an object. All other objects are the user's. */
export function markBuilt(object: ApiObject, from: BuiltFrom): void {
  built.set(object, from);
}

/** How towpath built an object; undefined if the object is the user's. */
export function builtFrom(object: ApiObject): BuiltFrom | undefined {
  return built.get(object);
}

/** Records that towpath added a patch, so that it does not count as a patch of the user. */
export function markOwnPatch(patch: JsonPatch): void {
  ownPatches.add(patch);
}

export function isBuilt(object: ApiObject): boolean {
  return built.has(object);
}

export function isOverridden(object: ApiObject): boolean {
  return built.get(object)?.override !== undefined;
}

/** Whether the user patched an object. cdk8s keeps the patches of an object in a private field. */
export function isPatched(object: ApiObject): boolean {
  const { patches } = object as unknown as { readonly patches: readonly JsonPatch[] };
  return patches.some((patch) => !ownPatches.has(patch));
}
