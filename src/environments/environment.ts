import { deepFrozenCopy, merge, valueAt } from '../data/merge';
import type { Location, ValuePath } from '../diagnostics';
import type { ApplicationOverlay, EnvironmentProps, FlowOverlay } from './environment-types';
import type { EnvironmentSource } from './source';

/** An environment, such as dev or prod, and the values that differ there. It is frozen. */
export interface Environment {
  readonly name: string;
  /** The merged data of all sources. `null` means that a source removes the value of lower layers. */
  readonly props: EnvironmentProps;
  /** The sources that were merged into `props`, lowest first. */
  readonly sources: readonly EnvironmentSource[];
}

export function fromSources(name: string, sources: readonly EnvironmentSource[]): Environment {
  const props = sources.reduce<unknown>((lower, source) => merge(lower, source.data), {}) as EnvironmentProps;
  return Object.freeze({ name, props: deepFrozenCopy(props), sources });
}

/** Reports whether an environment promotes from no other. A deploy starts there, and images need no pins. */
export function isInitial({ props }: Environment): boolean {
  return (props.promotesFrom ?? []).length === 0;
}

export function applicationOverlay({ props }: Environment, app: string): ApplicationOverlay {
  return (valueAt(props, ['apps', app]) ?? {}) as ApplicationOverlay;
}

export function flowOverlay(environment: Environment, app: string, flow: string): FlowOverlay {
  return (valueAt(environment.props, ['apps', app, 'flows', flow]) ?? {}) as FlowOverlay;
}

/** Finds the file and line of the highest source that sets a path. */
export function locateIn({ sources }: Environment, path: ValuePath): Location | undefined {
  const setter = sources.findLast((source) => valueAt(source.data, path) !== undefined);
  return setter?.locate(path);
}
