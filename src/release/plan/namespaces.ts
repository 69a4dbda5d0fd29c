import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { groupKindOf } from '../../kubernetes/api-version';

/**
 * Sets the namespace of each object: an object without one gets the application's, and a cluster-scoped object gets
 * none.
 *
 * @param resources the kinds that the server knows; the scope of a kind that this deploy defines comes from its
 *   CustomResourceDefinition
 */
export function withNamespaces<T extends { readonly manifest: KubernetesObject }>(
  objects: readonly T[],
  resources: Resources,
  namespace: string,
): T[] {
  const defined = new Map(objects.flatMap(({ manifest }) => definedKinds(manifest)));
  return objects.map((object) => {
    const { manifest } = object;
    const { apiVersion, kind } = manifest;
    const { namespace: declaredNamespace, ...metadata } = manifest.metadata;
    const isNamespaced = resources.find(apiVersion, kind)?.namespaced ?? defined.get(groupKindOf(manifest)) ?? true;
    const place = isNamespaced ? { namespace: declaredNamespace ?? namespace } : {};
    return { ...object, manifest: { ...manifest, metadata: { ...metadata, ...place } } };
  });
}

/** The kind that a CustomResourceDefinition defines, and whether it is namespaced. Undefined for any other object. */
export function definedKinds(manifest: KubernetesObject): [groupKind: string, isNamespaced: boolean][] {
  if (manifest.kind !== 'CustomResourceDefinition') return [];
  const { group, scope, names } = Object(manifest.spec) as {
    group?: string;
    scope?: string;
    names?: { kind?: string };
  };
  return [[groupKindOf({ apiVersion: `${group}/v1`, kind: `${names?.kind}` }), scope === 'Namespaced']];
}
