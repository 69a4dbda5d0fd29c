import type { Location, ValuePath } from '../diagnostics';
import { type DefaultsDate, defaultSets } from '../spec/defaults';
import { anyFlow, type FlowKind, kinds } from '../spec/kinds';
import type { Environment } from './environment';
import { isMap, merge, valueAt, withoutNulls } from './merge';

/** One voice on a flow's properties. */
export interface Layer {
  /** Who speaks: `defaults 2026-12`, `code`, or the path in an environment file. */
  readonly origin: string;
  readonly data: unknown;
  /** Where a path of `data` stands. */
  locate(path: ValuePath): Location | undefined;
}

/** Where a flow stands: which application declares it, in which environment, under which defaults. */
export interface FlowPlace {
  readonly environment: Environment;
  readonly application: string;
  readonly flow: string;
  readonly kind: FlowKind;
  readonly defaults: DefaultsDate;
}

/** Who speaks about a flow, lowest first: defaults < code < environment < application < flow. */
export function flowLayers(place: FlowPlace, code: unknown, locateCode: () => Location | undefined): Layer[] {
  const { environment, application, flow, kind } = place;
  const prefixes = [['defaults'], ['apps', application, 'defaults'], ['apps', application, 'flows', flow]];
  const overlays = prefixes.flatMap((prefix) =>
    environment.sources
      .filter((source) => valueAt(source.data, prefix) !== undefined)
      .map((source): Layer => {
        const said = valueAt(source.data, prefix);
        return {
          origin: prefix.join('.'),
          // What is said for all flows reaches those whose kind has the property.
          data: prefix.at(-1) === 'defaults' ? ofKind(said, kind) : said,
          locate: (path) => source.locate([...prefix, ...path]),
        };
      }),
  );
  const preset = defaultSets[place.defaults][kind];
  const spoken = overlays.reduce((lower, layer) => merge(lower, layer.data), code);
  return [
    { origin: `defaults ${place.defaults}`, data: within(preset, spoken), locate: () => undefined },
    { origin: 'code', data: code, locate: locateCode },
    ...overlays,
  ];
}

/** What all layers come to. */
export function mergeLayers(layers: readonly Layer[]): Record<string, unknown> {
  return withoutNulls(layers.reduce<unknown>((lower, layer) => merge(lower, layer.data), {})) as Record<
    string,
    unknown
  >;
}

function ofKind(data: unknown, kind: FlowKind): unknown {
  if (!isMap(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => name in kinds[kind] || !(name in anyFlow)));
}

/** The defaults that have a place: a default within a group speaks only where the flow has that group. */
function within(preset: Readonly<Record<string, unknown>>, spoken: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(preset).filter(([name, value]) => !isMap(value) || isMap(valueAt(spoken, [name]))),
  );
}
