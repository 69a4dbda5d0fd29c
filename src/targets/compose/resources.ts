import { compact, filled } from '../../spec/compact';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../../spec/flow-spec';
import { bytesText, coresText, numberOf } from './quantity';

export type ContainerSpec = WorkloadSpec | InitContainerSpec | SidecarSpec;

/** The one device that Compose can reserve without further settings. */
export const nvidiaGpu = 'nvidia.com/gpu';

/** @see https://docs.docker.com/reference/compose-file/deploy/#resources */
export function deployResources({ resources = {} }: Pick<ContainerSpec, 'resources'>): object | undefined {
  const { limits, requests, extended } = resources;
  const gpus = extended?.[nvidiaGpu];
  const devices =
    gpus == null ? undefined : [{ driver: 'nvidia', count: Math.ceil(numberOf(gpus)), capabilities: ['gpu'] }];
  return filled(
    compact({
      limits: filled(amounts(limits)),
      reservations: filled(compact({ ...amounts(requests), devices })),
    }),
  );
}

function amounts({ cpu, memory }: { readonly cpu?: string | undefined; readonly memory?: string | undefined } = {}) {
  return compact({
    cpus: cpu === undefined ? undefined : coresText(cpu),
    memory: memory === undefined ? undefined : bytesText(memory),
  });
}
