import type { Cluster, LiveObject, ManagedFields } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import { valueAt } from '../../data/merge';
import { groupOf } from '../../kubernetes/api-version';

/** The field manager of the controller in which all autoscalers run. */
export function isAutoscalers({ manager, subresource }: ManagedFields): boolean {
  return manager === 'kube-controller-manager' && subresource === 'scale';
}

/**
 * Whether an autoscaler in the namespace scales the object. The managed fields do not show it, because they keep the
 * entry of an autoscaler that was deleted long ago.
 *
 * @param going keys of objects that the deploy deletes
 * @returns true if the account may not read autoscalers
 */
export async function isAutoscaled(cluster: Cluster, object: LiveObject, going: ReadonlySet<string>): Promise<boolean> {
  const { apiVersion, kind, namespace, name } = refOf(object);
  const autoscalers = (await cluster.resources()).preferred('autoscaling', 'HorizontalPodAutoscaler');
  if (!autoscalers) return true;
  try {
    const { items } = await cluster.list(autoscalers, { namespace });
    return items.some((autoscaler) => {
      const target = valueAt(autoscaler, ['spec', 'scaleTargetRef']) as Readonly<Record<string, string>>;
      const isMeant = target.kind === kind && target.name === name;
      return (
        isMeant && groupOf(target.apiVersion ?? '') === groupOf(apiVersion) && !going.has(keyOf(refOf(autoscaler)))
      );
    });
  } catch (error) {
    if (isApiFailure(error, 403)) return true;
    throw error;
  }
}
