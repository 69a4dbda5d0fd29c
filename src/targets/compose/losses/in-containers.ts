import { valueAt } from '../../../data/merge';
import type { WorkloadSpec } from '../../../model/flow-spec';
import type { Loss, LossPlace } from '../../losses';
import type { ContainerSpec } from '../resources';

/** A loss of every container: of the main one, of those before it, and of those beside it. */
export function inContainers(loss: Loss): Loss[] {
  return ['', 'init.*.', 'sidecars.*.'].map((prefix) => ({ ...loss, property: prefix + loss.property }));
}

/** The container that has a value. */
export function containerAt({ spec, path }: LossPlace): ContainerSpec {
  const isBeside = path[0] === 'init' || path[0] === 'sidecars';
  return (isBeside ? valueAt(spec, path.slice(0, 2)) : spec) as ContainerSpec;
}

/** The flow that has a value. */
export function flowAt({ spec }: LossPlace): WorkloadSpec {
  return spec as WorkloadSpec;
}

/** What holds a value: the port of a `servicePort`, the probe of an `exec`. */
export function holderAt({ spec, path }: LossPlace): Readonly<Record<string, unknown>> {
  return valueAt(spec, path.slice(0, -1)) as Readonly<Record<string, unknown>>;
}
