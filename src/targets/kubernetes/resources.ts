import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';

type Amounts = NonNullable<NonNullable<WorkloadSpec['resources']>['requests']>;

/** @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export function containerResources({ resources = {} }: Pick<WorkloadSpec, 'resources'>): object | undefined {
  const { requests = {}, limits = {}, extended } = resources;
  return unlessEmpty(
    withoutUndefined({
      requests: unlessEmpty(amounts(requests)),
      // What is asked for of a device is what may be used of it: the limit says both.
      limits: unlessEmpty({ ...amounts(limits), ...extended }),
    }),
  );
}

function amounts({ ephemeralStorage, ...others }: Amounts): object {
  return withoutUndefined({ ...others, 'ephemeral-storage': ephemeralStorage });
}
