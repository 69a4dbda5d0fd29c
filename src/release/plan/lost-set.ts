import type { Cluster, LiveObject, Resource } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { entriesOf, isOurs } from '../../cluster/managed-fields/managers';
import { partOfSet } from '../../kubernetes/apply-set';

/**
 * Finds the objects of a set whose parent is lost, by the label that they carry. Every kind that the account may list is
 * searched. Only objects that towpath has applied are returned: Kubernetes copies the labels of a Service to its
 * Endpoints, and people copy objects with their labels.
 *
 * @param set the id of the set
 * @param namespaces the namespaces to search
 */
export async function findMembers(
  cluster: Cluster,
  set: string,
  namespaces: readonly string[],
): Promise<readonly LiveObject[]> {
  const searched = (await cluster.resources()).namespacedKinds().filter(isDeployable);
  const lists = searched.flatMap((resource) =>
    namespaces.map((namespace) =>
      readable(cluster.list(resource, { namespace, labelSelector: `${partOfSet}=${set}` })),
    ),
  );
  return (await Promise.all(lists)).flat().filter((object) => entriesOf(object).some(isOurs));
}

/** Whether a kind can be listed, applied and deleted. */
function isDeployable({ verbs }: Resource): boolean {
  return ['list', 'patch', 'delete'].every((verb) => verbs.includes(verb));
}

/** Kinds that the account may not list, and those whose own server does not answer, are left out. */
async function readable(list: ReturnType<Cluster['list']>): Promise<readonly LiveObject[]> {
  try {
    return (await list).items;
  } catch (error) {
    if (isApiFailure(error, 403, 404, 405, 503)) return [];
    throw error;
  }
}
