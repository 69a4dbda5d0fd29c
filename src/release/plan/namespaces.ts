import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { groupKindOf } from '../../cluster/discovery';

/**
 * Objects where they will stand: those that say no namespace in the application's, those that stand in none without.
 *
 * @param resources what the server knows; of kinds that are only now defined, their definitions among the objects tell
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

/** The kind that a CustomResourceDefinition brings, and whether it stands in namespaces; none of any other object. */
export function definedKinds(manifest: KubernetesObject): [groupKind: string, isNamespaced: boolean][] {
  if (manifest.kind !== 'CustomResourceDefinition') return [];
  const { group, scope, names } = Object(manifest.spec) as {
    group?: string;
    scope?: string;
    names?: { kind?: string };
  };
  return [[groupKindOf({ apiVersion: `${group}/v1`, kind: `${names?.kind}` }), scope === 'Namespaced']];
}
