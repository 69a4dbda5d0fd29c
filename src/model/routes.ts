import type { WorkloadSpec } from './flow-spec';
import type { RouteValues } from './flow-types';
import { type OfferedPort, servicePorts } from './ports';
import type { Reference } from './reference';

/** A route of a flow. */
export interface RouteSpec {
  /** The name of the route in `routes`. Absent for `route`. */
  readonly key?: string;
  /** The path of the route in the flow's spec. */
  readonly path: readonly string[];
  /** The name of its object. Absent if the target chooses it. */
  readonly name?: string | undefined;
  readonly values: RouteValues;
}

/** A path of a route. */
export interface RoutePath {
  readonly path: string;
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  /** The name of a port of the flow. Absent for the main port, and for a path to another flow. */
  readonly port?: string | undefined;
  /** The other flow that the path leads to. Absent if the path leads to the flow itself. */
  readonly to?: { readonly host: Reference; readonly port: Reference } | undefined;
}

/** Returns the routes of a flow: `route`, and then those of `routes`. */
export function routesOf(spec: WorkloadSpec): RouteSpec[] {
  if (spec.kind !== 'service') return [];
  const { route, routes = {} } = spec;
  return [
    ...(route ? [{ path: ['route'], values: route }] : []),
    ...Object.entries(routes).map(([key, further]): RouteSpec => {
      const { name, ...values } = further ?? {};
      return { key, path: ['routes', key], name, values };
    }),
  ];
}

/** Returns the paths of a route, with the values of the route for everything that a path does not set. */
export function pathsOf({ paths = ['/'], pathType = 'Prefix', port }: RouteValues): RoutePath[] {
  return paths.map((entry) => {
    if (typeof entry === 'string') return { path: entry, pathType, port };
    const { path, to } = entry;
    return { path, pathType: entry.pathType ?? pathType, port: entry.port ?? (to ? undefined : port), to };
  });
}

/** Returns the port of the Service that has a name in the flow; without a name the main port. */
export function routePort(spec: WorkloadSpec, name: string | undefined): OfferedPort | undefined {
  const ports = servicePorts(spec);
  return (name === undefined ? undefined : ports.find((port) => port.name === name)) ?? ports[0];
}
