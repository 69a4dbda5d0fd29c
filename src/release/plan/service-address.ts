import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { type FieldPath, ownsPath } from '../../cluster/managed-fields/field-set';
import { entriesOf, fieldsOf, isOurs, isTools } from '../../cluster/managed-fields/managers';
import { valueAt } from '../../data/merge';

/** The field of a Service's own address. */
export const addressPath: FieldPath = ['f:spec', 'f:clusterIP'];

/**
 * Whether a Service changes its own address: it becomes headless, is no longer headless, or gets another fixed address.
 * The server does not change the address of an existing Service, so the Service is deleted and created again. A Service
 * that keeps a node port or the address of a load balancer is not, because it would lose that too.
 */
export function changesAddress(live: LiveObject, wanted: KubernetesObject, takesOver: boolean): boolean {
  if (wanted.apiVersion !== 'v1' || wanted.kind !== 'Service') return false;
  const [was, is] = [live, wanted].map((one) => valueAt(one, ['spec', 'clusterIP']) || undefined);
  const [from = 'ClusterIP', to = 'ClusterIP'] = [live, wanted].map((one) => valueAt(one, ['spec', 'type']));
  const losesNothing = from === 'ClusterIP' || (from === 'NodePort' && to === 'ClusterIP');
  if (was === undefined || to === 'ExternalName' || !losesNothing) return false;
  if (is !== undefined) return is !== was;
  const ours = entriesOf(live).filter((entry) => isOurs(entry) || (takesOver && isTools(entry)));
  return was === 'None' && ownsPath(fieldsOf(ours), addressPath);
}

/**
 * Whether the server would refuse the Service with the address of the live one, and so cannot be asked about the rest: a
 * headless Service has no node port.
 */
export function excludesAddress(live: LiveObject, wanted: KubernetesObject): boolean {
  const [type = 'ClusterIP', address] = [valueAt(wanted, ['spec', 'type']), valueAt(live, ['spec', 'clusterIP'])];
  return address === 'None' && type !== 'ClusterIP';
}

/** The Service with the address of another one; without an address, the server chooses one. */
export function withAddress<T extends KubernetesObject>(service: T, of: KubernetesObject): T {
  const { clusterIP: _, clusterIPs: __, ...spec } = Object(service.spec) as Readonly<Record<string, unknown>>;
  const address = valueAt(of, ['spec', 'clusterIP']);
  return { ...service, spec: { ...spec, ...(address !== undefined && { clusterIP: address }) } };
}
