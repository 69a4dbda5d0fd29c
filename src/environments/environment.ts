import type { Location, ValuePath } from '../diagnostics';
import type { ApplicationOverlay, EnvironmentProps, FlowOverlay } from './environment-types';
import { frozen, merge, valueAt } from './merge';
import type { Source } from './source';

/** The persistent name of where a version runs, with what differs there. Frozen data. */
export interface Environment {
  readonly name: string;
  /** All sources together. `null` marks what a source removes from the layers below it. */
  readonly props: EnvironmentProps;
  /** What `props` was made of, lowest first. */
  readonly sources: readonly Source[];
}

export function fromSources(name: string, sources: readonly Source[]): Environment {
  const props = sources.reduce<unknown>((lower, source) => merge(lower, source.data), {}) as EnvironmentProps;
  return Object.freeze({ name, props: frozen(props), sources });
}

/** Whether nothing is promoted into it: deploy starts here, and images may go unpinned. */
export function isInitial({ props }: Environment): boolean {
  return (props.promotesFrom ?? []).length === 0;
}

export function applicationOverlay({ props }: Environment, app: string): ApplicationOverlay {
  return (valueAt(props, ['apps', app]) ?? {}) as ApplicationOverlay;
}

export function flowOverlay(environment: Environment, app: string, flow: string): FlowOverlay {
  return (valueAt(environment.props, ['apps', app, 'flows', flow]) ?? {}) as FlowOverlay;
}

/** Where a path of the environment was last set. */
export function locateIn({ sources }: Environment, path: ValuePath): Location | undefined {
  const setter = sources.findLast((source) => valueAt(source.data, path) !== undefined);
  return setter?.locate(path);
}
