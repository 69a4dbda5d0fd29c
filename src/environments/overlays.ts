import { valueAt } from '../data/merge';
import type { Layer } from '../model/layer';
import type { Environment } from './environment';

/**
 * Returns the values that an environment sets at a path, as one layer for each source. If a source sets the path or
 * one of its parents to `null`, the layers of lower sources are left out.
 */
export function overlays({ sources }: Environment, prefix: readonly string[]): Layer[] {
  const removing = sources.findLastIndex(({ data }) => removes(data, prefix));
  return sources
    .slice(removing + 1)
    .filter((source) => valueAt(source.data, prefix) !== undefined)
    .map((source) => ({
      origin: prefix.join('.'),
      data: valueAt(source.data, prefix),
      locate: (path) => source.locate([...prefix, ...path]),
    }));
}

function removes(data: unknown, prefix: readonly string[]): boolean {
  return prefix.some((_, index) => valueAt(data, prefix.slice(0, index + 1)) === null);
}
