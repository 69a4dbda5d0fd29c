import { ApiObject, JsonPatch } from 'cdk8s';
import { isMap } from '../data/merge';
import type { KubernetesObject } from './application-assembly';
import { plainJson } from './plain-json';

/**
 * The object as data. Patches are applied last: a typed construct of cdk8s applies them before it drops the fields that
 * it does not know, so that a patch with a new field would be lost.
 * @see https://github.com/cdk8s-team/cdk8s-core/issues/2571
 */
export function render(object: ApiObject): KubernetesObject {
  const rendered: unknown = withPatches(object);
  const wrong = wrongPart(rendered);
  if (wrong) throw new Error(`the object, after its patches, ${wrong}`);
  return rendered as KubernetesObject;
}

/** Describes a field that every Kubernetes object must have and this one does not; undefined if nothing is missing. */
function wrongPart(object: unknown): string | undefined {
  if (!isMap(object)) return 'is not a map';
  const text = ['apiVersion', 'kind'].find((name) => typeof object[name] !== 'string' || object[name] === '');
  if (text) return `has no text in \`${text}\``;
  if (!isMap(object.metadata)) return 'has no map in `metadata`';
  const { name, namespace = '' } = object.metadata;
  if (typeof name !== 'string' || name === '') return 'has no text in `metadata.name`';
  return typeof namespace === 'string' ? undefined : 'has no text in `metadata.namespace`';
}

function withPatches(object: ApiObject): KubernetesObject {
  const { patches } = object as unknown as { patches?: JsonPatch[] };
  if (!Array.isArray(patches)) return renderUnpatched(object);
  const held = patches.splice(0);
  try {
    return applyPatches(renderUnpatched(object), held);
  } finally {
    patches.push(...held);
  }
}

/** @throws Error whose message does not contain the object, because the object may be a Secret */
function applyPatches(json: KubernetesObject, patches: readonly JsonPatch[]): KubernetesObject {
  try {
    return JsonPatch.apply(json, ...patches);
  } catch (error) {
    throw new Error(`a patch cannot be applied: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** A typed construct has its own `toJson`, which chooses among its properties. */
function renderUnpatched(object: ApiObject): KubernetesObject {
  const { props } = object as unknown as { props?: unknown };
  const isPlain = object.toJson === ApiObject.prototype.toJson && isMap(props);
  return (isPlain ? plainJson(object, props) : keepNulls(object.toJson())) as KubernetesObject;
}

/** cdk8s drops a `null` from a list, where its position has a meaning. */
function keepNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => keepNulls(item ?? null)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keepNulls(inner)])) as T;
}
