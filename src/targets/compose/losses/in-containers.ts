import { valueAt } from '../../../data/merge';
import type { WorkloadSpec } from '../../../model/flow-spec';
import type { Loss, LossPlace } from '../../losses';
import type { ContainerSpec } from '../resources';

/** Repeats a loss for the main container, for init containers and for sidecars. */
export function inContainers(loss: Loss): Loss[] {
  return ['', 'init.*.', 'sidecars.*.'].map((prefix) => ({ ...loss, property: prefix + loss.property }));
}

/** The container that the lost value belongs to. */
export function containerAt({ spec, path }: LossPlace): ContainerSpec {
  const isBeside = path[0] === 'init' || path[0] === 'sidecars';
  return (isBeside ? valueAt(spec, path.slice(0, 2)) : spec) as ContainerSpec;
}

/** The flow that the lost value belongs to. */
export function flowAt({ spec }: LossPlace): WorkloadSpec {
  return spec as WorkloadSpec;
}

/** The map that contains the lost value, such as the port of a `servicePort`. */
export function holderAt({ spec, path }: LossPlace): Readonly<Record<string, unknown>> {
  return valueAt(spec, path.slice(0, -1)) as Readonly<Record<string, unknown>>;
}
