import type { Layer } from '../spec/layer';
import type { Environment } from './environment';
import { valueAt } from './merge';

/** The values that an environment sets at a path, a layer for each of its sources. */
export function overlays({ sources }: Environment, prefix: readonly string[]): Layer[] {
  return sources
    .filter((source) => valueAt(source.data, prefix) !== undefined)
    .map((source) => ({
      origin: prefix.join('.'),
      data: valueAt(source.data, prefix),
      locate: (path) => source.locate([...prefix, ...path]),
    }));
}
