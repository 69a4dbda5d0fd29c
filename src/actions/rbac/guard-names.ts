import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { groupBy } from '../../data/group-by';
import { groupOf } from '../../kubernetes/api-version';
import { hasScale } from '../../kubernetes/kinds';
import { builtinResource } from '../../targets/kubernetes/api-resource';

type Known = Pick<Resources, 'find'>;

/**
 * A rule for each kind of objects without a namespace, with their names: such objects have no label of a set. A Namespace
 * is left out, because other applications are in it too.
 */
export function clusterRules(manifests: readonly KubernetesObject[], resources: Known): object[] {
  const named = manifests.flatMap(({ apiVersion, kind, metadata: { name, namespace } }) => {
    const plural = resources.find(apiVersion, kind)?.plural;
    return plural && namespace === undefined && kind !== 'Namespace'
      ? [{ group: groupOf(apiVersion), plural, name }]
      : [];
  });
  const kinds = groupBy(named, ({ group, plural }) => JSON.stringify([group, plural]));
  return [...kinds.values()].map((same) => ({
    apiGroups: [same[0].group],
    apiVersions: ['*'],
    resources: [same[0].plural],
    resourceNames: [...new Set(same.map(({ name }) => name))].sort(),
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    scope: 'Cluster',
  }));
}

/** `NAMESPACE/GROUP/PLURAL/NAME` of each object whose number of replicas a request for a Scale can change. */
export function scaledKeys(manifests: readonly KubernetesObject[], resources: Known): string[] {
  const keys = manifests.flatMap(({ apiVersion, kind, metadata: { name, namespace } }) => {
    const plural = resources.find(apiVersion, kind)?.plural;
    const canScale = hasScale(kind) || builtinResource(apiVersion, kind) === undefined;
    return plural && namespace !== undefined && canScale
      ? [[namespace, groupOf(apiVersion), plural, name].join('/')]
      : [];
  });
  return [...new Set(keys)].sort();
}
