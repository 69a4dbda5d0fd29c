import { isMap, mapValues, merge, mergeMap, ownValue, valueAt, withoutNulls } from '../data/merge';
import type { Location, ValuePath } from '../diagnostics';
import { type DefaultsDate, defaultsOf } from '../model/defaults';
import type { FlowKind } from '../model/flow-kinds';
import { kinds } from '../model/kinds';
import type { Layer } from '../model/layer';
import { type Naming, namingOrigin } from '../model/naming';
import { isGroup, isTable, type Properties } from '../model/property';
import type { Environment } from './environment';
import { overlays } from './overlays';

/** A flow, with the application, the environment and the default set that its values come from. */
export interface FlowLocation {
  readonly environment: Environment;
  readonly application: string;
  readonly flow: string;
  readonly kind: FlowKind;
  readonly defaults: DefaultsDate;
  /** The `shared` properties from the application's code. */
  readonly shared?: unknown;
  /** Finds the line of the `shared` properties. @default the line of the flow */
  readonly locateShared?: (() => Location | undefined) | undefined;
  /** The patterns of names and labels from the application's code. */
  readonly naming?: Naming | undefined;
}

/**
 * Returns the layers of a flow, lowest first: defaults < naming of the application < shared code < code < environment <
 * application < flow.
 */
export function flowLayers(place: FlowLocation, code: unknown, locateCode: () => Location | undefined): Layer[] {
  const { environment, application, flow, kind, defaults, shared = {}, naming } = place;
  const own = overlays(environment, ['apps', application, 'flows', flow]);
  const flowValues = own.reduce((lower, layer) => merge(lower, layer.data), code);
  const forAll = (layer: Layer): Layer => ({ ...layer, data: applicableDefaults(layer.data, kinds[kind], flowValues) });
  return [
    forAll({ origin: `defaults ${defaults}`, data: defaultsOf(defaults, kind), locate: () => undefined }),
    ...(naming ? [{ origin: namingOrigin, data: { naming }, locate: locateCode }] : []),
    ...(isMap(shared) && Object.keys(shared).length > 0
      ? [forAll({ origin: 'shared code', data: shared, locate: place.locateShared ?? locateCode })]
      : []),
    { origin: 'code', data: code, locate: locateCode },
    ...overlays(environment, ['defaults']).map(forAll),
    ...overlays(environment, ['apps', application, 'defaults']).map(forAll),
    ...own,
  ];
}

/** Merges layers into one map, without the values that a layer removes by `null`. */
export function mergeLayers(layers: readonly Pick<Layer, 'data'>[], properties: Properties): Record<string, unknown> {
  const merged = layers.reduce<unknown>((lower, { data }) => mergeMembers(lower, data, properties), {});
  return withoutNulls(merged) as Record<string, unknown>;
}

/**
 * Merges groups, tables and maps of values key by key. A single value is replaced as a whole, even if it is written
 * as a map: a variable that refers to a ConfigMap keeps nothing of a lower layer that refers to a Secret.
 */
function mergeMembers(lower: unknown, upper: unknown, properties: Properties): unknown {
  return mergeMap(lower, upper, (below, above, name) => {
    const entry = ownValue(properties, name);
    if (!entry) return merge(below, above);
    if (!isGroup(entry)) return mergeMap(below, above, (_, value) => value);
    if (!isTable(entry)) return mergeMembers(below, above, entry.members);
    return mergeMap(below, above, (row, values) => mergeMembers(row, values, entry.members));
  });
}

/** Finds the file and line of the highest layer that sets a path or, failing that, one of its parents. */
export function locateLastSet(layers: readonly Layer[], path: ValuePath): Location | undefined {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    const layer = layers.findLast(({ data }) => valueAt(data, part) !== undefined);
    const location = layer?.locate(part);
    if (location) return location;
  }
  return undefined;
}

/**
 * Selects from values for all flows those that apply to one flow: properties that its kind has, and
 * members of a probe or a disk only if the flow itself sets that probe or disk.
 */
function applicableDefaults(values: unknown, properties: Properties, flowValues: unknown): unknown {
  if (!isMap(values)) return values;
  return mapValues(values, (value, name) => {
    const entry = ownValue(properties, name);
    if (!entry) return undefined; // a property of another kind, or an unknown one, which is reported elsewhere
    if (!isGroup(entry)) return entry.notByDefault ? undefined : value;
    if (isTable(entry)) return value;
    const own = isMap(flowValues) ? ownValue(flowValues, name) : undefined;
    return entry.notByDefault && !isMap(own) ? undefined : applicableDefaults(value, entry.members, own);
  });
}
