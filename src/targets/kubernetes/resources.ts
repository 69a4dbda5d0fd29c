import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type Fields, fields } from './fields';

type Amounts = NonNullable<NonNullable<WorkloadSpec['resources']>['requests']>;

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export function containerResources({
  resources = {},
}: Pick<WorkloadSpec, 'resources'>): Fields<ResourceRequirements> | undefined {
  const { requests = {}, limits = {}, extended } = resources;
  return unlessEmpty(
    fields<ResourceRequirements>({
      requests: unlessEmpty(amounts(requests)),
      // The request and the limit of a device are equal, so the limit is enough.
      limits: unlessEmpty({ ...amounts(limits), ...(extended as Readonly<Record<string, string>> | undefined) }),
    }),
  );
}

function amounts({ ephemeralStorage, ...others }: Amounts): Fields<Record<string, string>> {
  return withoutUndefined({ ...others, 'ephemeral-storage': ephemeralStorage });
}
