import type { KubernetesObject } from '../../../assembly/application-assembly';
import type { Cluster, LiveObject } from '../../../cluster/cluster';
import { isApiFailure } from '../../../cluster/http/api-failure';
import { entriesOf, isOurs } from '../../../cluster/managed-fields/managers';
import { refOf } from '../../../cluster/object-ref';
import { hasController } from '../../../cluster/owners';
import { groupKindOf } from '../../../kubernetes/api-version';
import { partOfSet } from '../../../kubernetes/apply-set';
import { type InstanceRef, setId } from '../../../release/store/instance';

/**
 * The application's live objects of the requested kinds. An object of the set has its label, which an account that may
 * only write ConfigMaps cannot add. The list of kinds in the set's parent, a ConfigMap, is not trusted. Cluster-scoped
 * objects lack the label; they are known if towpath has applied them.
 *
 * Objects that the account may not read are left out.
 */
export async function liveObjects(
  cluster: Cluster,
  instanceRef: InstanceRef,
  manifests: readonly KubernetesObject[],
): Promise<LiveObject[]> {
  const resources = await cluster.resources();
  const isOwnPlace = ({ metadata }: KubernetesObject) => metadata.namespace === instanceRef.namespace;
  const kinds = new Map(manifests.filter(isOwnPlace).map((manifest) => [groupKindOf(manifest), manifest]));
  const labelSelector = `${partOfSet}=${setId(instanceRef)}`;
  const lists = [...kinds.values()].map(async ({ apiVersion, kind }) => {
    const resource = resources.find(apiVersion, kind);
    if (!resource?.namespaced) return [];
    const { items } = await cluster.list(resource, { namespace: instanceRef.namespace, labelSelector });
    return items.filter((item) => !hasController(item));
  });
  const elsewhere = manifests
    .filter((manifest) => !isOwnPlace(manifest))
    .map(async (manifest) => {
      const found = await cluster.get(refOf(manifest));
      return found && isKnownElsewhere(found, instanceRef) ? [found] : [];
    });
  return (await Promise.all([...lists, ...elsewhere].map(readable))).flat();
}

function isKnownElsewhere(live: LiveObject, instanceRef: InstanceRef): boolean {
  if (live.metadata.namespace !== undefined) return live.metadata.labels?.[partOfSet] === setId(instanceRef);
  return entriesOf(live).some(isOurs);
}

async function readable(reading: Promise<LiveObject[]>): Promise<LiveObject[]> {
  try {
    return await reading;
  } catch (error) {
    if (isApiFailure(error, 403)) return [];
    throw error;
  }
}
