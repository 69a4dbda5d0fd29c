import { isMap, ownValue } from '../data/merge';
import type { Layer } from '../model/layer';
import type { Environment } from './environment';

/**
 * Returns the values that an environment sets at a path, as one layer for each source. If a source sets the path or
 * one of its parents to `null`, the layers of lower sources are left out.
 */
export function overlays({ sources }: Environment, prefix: readonly string[]): Layer[] {
  const layers: Layer[] = [];
  for (const source of sources.toReversed()) {
    const data = valueOrNull(source.data, prefix);
    if (data === null) break;
    if (data === undefined) continue;
    layers.unshift({ origin: prefix.join('.'), data, locate: (path) => source.locate([...prefix, ...path]) });
  }
  return layers;
}

/** Returns the value at a path; `null` if a parent of it is `null`. */
function valueOrNull(data: unknown, prefix: readonly string[]): unknown {
  let value = data;
  for (const step of prefix) {
    if (value === null) return null;
    value = isMap(value) ? ownValue(value, step) : undefined;
  }
  return value;
}
