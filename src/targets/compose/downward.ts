import { ownValue } from '../../data/merge';
import { amountNames } from '../../model/amount-names';
import type { ApplicationModel } from '../../model/application-model';
import type { WorkloadSpec } from '../../model/flow-spec';
import type { ResourceField } from '../../model/variable';
import { numberOf } from './quantity';
import { replicasOf } from './replicas';
import type { ContainerSpec } from './resources';

/** The value of a field of the pod where it is the same for all containers of a flow; undefined for any other field. */
export function fieldText({ namespace }: ApplicationModel, spec: WorkloadSpec, field: string): string | undefined {
  if (field === 'metadata.namespace') return namespace;
  return field === 'metadata.name' && replicasOf(spec) <= 1 ? spec.flow : undefined;
}

/** The limit or request of a container for a resource, in whole units; undefined if the container does not set it. */
export function resourceText(
  { resources = {} }: ContainerSpec,
  { resource, divisor = '1' }: ResourceField,
): string | undefined {
  const [side, name] = resource.split('.');
  const { limits = {}, requests = {} } = resources;
  const amount = ownValue(amountNames, name ?? '');
  if (amount === undefined) return undefined;
  const quantity =
    side === 'limits' ? limits[amount] : side === 'requests' ? (requests[amount] ?? limits[amount]) : undefined;
  const unit = numberOf(divisor);
  return quantity === undefined || unit === 0 ? undefined : String(Math.ceil(numberOf(quantity) / unit));
}
