import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { isWorkload } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { pathsOf, type RouteSpec, routesOf } from '../../model/routes';

/** Facts about a flow for the outputs of a stack. */
export interface FlowFacts {
  /** Name of the Service under which other flows reach it. */
  readonly service?: string;
  /** The image of its main container. */
  readonly image?: string;
  /** Its public URL. */
  readonly urls: readonly string[];
}

/** The facts of each flow that runs in the environment, by id. */
export function flowFacts({ model, objects }: ApplicationAssembly): (readonly [id: string, facts: FlowFacts])[] {
  const services = new Map<string, string>();
  for (const { flow, path, manifest } of objects) {
    // A flow can have further Services, and other constructs below it.
    if (flow === undefined || services.has(flow) || !path.endsWith(`/${flow}/service`)) continue;
    services.set(flow, manifest.metadata.name);
  }
  return model.flows.flatMap(({ id, spec }) => {
    if (!isWorkload(spec)) return [];
    const service = services.get(id);
    const facts = {
      ...(service !== undefined && { service }),
      image: formatImage(spec.image),
      urls: routesOf(spec).flatMap(routeUrls),
    };
    return [[id, facts] as const];
  });
}

/** The facts of several flows, one table for each fact, without flows that lack the fact. */
export function collectFacts(flows: readonly (readonly [id: string, facts: FlowFacts])[]) {
  const table = <T>(of: (facts: FlowFacts) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      flows.flatMap(([id, facts]) => {
        const fact = of(facts);
        return fact === undefined ? [] : [[id, fact]];
      }),
    );
  return {
    urls: table(({ urls }) => (urls.length > 0 ? urls : undefined)),
    services: table(({ service }) => service),
    images: table(({ image }) => image),
  };
}

/** The URLs of a route. They lack host names that the cluster chooses, which are not known here. */
function routeUrls({ values }: RouteSpec): string[] {
  const { hosts = [], tls } = values;
  return hosts.flatMap((host) =>
    pathsOf(values).map(
      ({ path }) => `${isEncrypted(tls, host) ? 'https' : 'http'}://${host}${path === '/' ? '' : path}`,
    ),
  );
}

/** Whether a certificate is set for a host. A certificate without hosts is for all hosts of the route. */
function isEncrypted(tls: RouteSpec['values']['tls'], host: string): boolean {
  if (typeof tls !== 'object') return Boolean(tls);
  return tls.some(({ hosts }) => hosts === undefined || hosts.includes(host));
}
