import type { Cluster, LiveObject, ManagedFields } from '../../cluster/cluster';
import { groupOf } from '../../cluster/discovery';
import { isApiFailure } from '../../cluster/http/api-failure';
import { keyOf, refOf } from '../../cluster/object-ref';
import { valueAt } from '../../data/merge';

/** What an autoscaler wrote, through the controller that all of them work in. */
export function isAutoscalers({ manager, subresource }: ManagedFields): boolean {
  return manager === 'kube-controller-manager' && subresource === 'scale';
}

/**
 * Whether anything in its namespace scales an object. What an autoscaler wrote stays its own in the object when it is
 * long gone.
 *
 * @param going keys of what is deleted anyway
 * @returns true where nobody may know
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
