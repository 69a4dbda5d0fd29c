import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../../model/flow-spec';
import { bytesText, coresText, numberOf } from './quantity';

export type ContainerSpec = WorkloadSpec | InitContainerSpec | SidecarSpec;

/** The only device that Compose can reserve without further settings. */
export const nvidiaGpu = 'nvidia.com/gpu';

/** @see https://docs.docker.com/reference/compose-file/deploy/#resources */
export function deployResources({ resources = {} }: Pick<ContainerSpec, 'resources'>): object | undefined {
  const { limits, requests, extended } = resources;
  const gpus = extended?.[nvidiaGpu];
  const devices =
    gpus == null ? undefined : [{ driver: 'nvidia', count: Math.ceil(numberOf(gpus)), capabilities: ['gpu'] }];
  return unlessEmpty(
    withoutUndefined({
      limits: unlessEmpty(amounts(limits)),
      reservations: unlessEmpty(withoutUndefined({ ...amounts(requests), devices })),
    }),
  );
}

function amounts({ cpu, memory }: { readonly cpu?: string | undefined; readonly memory?: string | undefined } = {}) {
  return withoutUndefined({
    cpus: cpu === undefined ? undefined : coresText(cpu),
    memory: memory === undefined ? undefined : bytesText(memory),
  });
}
