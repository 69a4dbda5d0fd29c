import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';

type Amounts = NonNullable<NonNullable<WorkloadSpec['resources']>['requests']>;

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export function containerResources({ resources = {} }: Pick<WorkloadSpec, 'resources'>): object | undefined {
  const { requests = {}, limits = {}, extended } = resources;
  return unlessEmpty(
    withoutUndefined({
      requests: unlessEmpty(amounts(requests)),
      // The request and the limit of a device are equal, so the limit is enough.
      limits: unlessEmpty({ ...amounts(limits), ...extended }),
    }),
  );
}

function amounts({ ephemeralStorage, ...others }: Amounts): object {
  return withoutUndefined({ ...others, 'ephemeral-storage': ephemeralStorage });
}
