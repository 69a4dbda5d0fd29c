import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { FlowModel } from '../../model/application-model';
import { formatImage } from '../../model/image-reference';

/** What is known of a flow, for whoever looks at a stack. */
export interface FlowFacts {
  /** Name of the Service under which others reach it. */
  readonly service?: string;
  /** What its main container runs. */
  readonly image?: string;
  /** Where the outside reaches it. */
  readonly urls: readonly string[];
}

export function flowFacts({ id, spec }: FlowModel, { objects }: ApplicationAssembly): FlowFacts {
  const service = objects.find(({ flow, manifest }) => flow === id && manifest.kind === 'Service');
  return {
    ...(service && { service: service.manifest.metadata.name }),
    ...('image' in spec && { image: formatImage(spec.image) }),
    urls: spec.kind === 'service' && spec.route ? routeUrls(spec.route) : [],
  };
}

/** The same of several flows, a table for each fact, without the flows that it does not concern. */
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

interface Route {
  readonly hosts?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly tls?: boolean | string | undefined;
}

/** A host that the cluster chooses is not known here. */
function routeUrls({ hosts = [], paths = ['/'], tls }: Route): string[] {
  return hosts.flatMap((host) => paths.map((path) => `${tls ? 'https' : 'http'}://${host}${path === '/' ? '' : path}`));
}
