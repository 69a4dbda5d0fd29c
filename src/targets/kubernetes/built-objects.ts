import type { ApiObject, JsonPatch } from 'cdk8s';

/** Objects that towpath built, each with the user's override of it. */
const built = new WeakMap<ApiObject, { readonly override: object | undefined }>();
const ownPatches = new WeakSet<JsonPatch>();

/** Records that towpath built an object. All other objects are the user's. */
export function markBuilt(object: ApiObject, override?: object): void {
  built.set(object, { override });
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
