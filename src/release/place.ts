import type { KubernetesObject } from '../assembly/application-assembly';
import type { Resources } from '../cluster/cluster';
import { groupOf } from '../cluster/discovery';

/**
 * Objects where they will stand: those that say no namespace in the application's, those that stand in none without.
 *
 * @param resources what the server knows; of kinds that are only now defined, their definitions among the objects tell
 */
export function placed<T extends { readonly manifest: KubernetesObject }>(
  objects: readonly T[],
  resources: Resources,
  namespace: string,
): T[] {
  const defined = new Map(objects.flatMap(({ manifest }) => definedScope(manifest)));
  return objects.map((object) => {
    const { manifest } = object;
    const { apiVersion, kind } = manifest;
    const { namespace: said, ...metadata } = manifest.metadata;
    const isNamespaced =
      resources.find(apiVersion, kind)?.namespaced ?? defined.get(`${groupOf(apiVersion)}/${kind}`) ?? true;
    const place = isNamespaced ? { namespace: said ?? namespace } : {};
    return { ...object, manifest: { ...manifest, metadata: { ...metadata, ...place } } };
  });
}

/** Whether the kind that a CustomResourceDefinition brings stands in namespaces. */
function definedScope(manifest: KubernetesObject): [string, boolean][] {
  if (manifest.kind !== 'CustomResourceDefinition') return [];
  const { group, scope, names } = Object(manifest.spec) as {
    group?: string;
    scope?: string;
    names?: { kind?: string };
  };
  return [[`${group}/${names?.kind}`, scope === 'Namespaced']];
}
