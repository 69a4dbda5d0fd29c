import { isStateful, type ServiceSpec, type StoreSpec } from './flow-spec';
import type { FurtherServiceValues } from './flow-types';
import { type OfferedPort, podPorts, servicePorts } from './ports';

/** A further Service of a flow. Each flow has one main Service, which references use. */
export interface FurtherService {
  /** The name of the Service in `services`. */
  readonly key: string;
  readonly values: FurtherServiceValues;
  readonly ports: readonly OfferedPort[];
}

/** Returns the Services in `services` of a flow. A port that the flow does not have is left out; a rule reports it. */
export function furtherServices(spec: ServiceSpec | StoreSpec): FurtherService[] {
  return Object.entries(spec.services ?? {}).map(([key, further]) => {
    const values = further ?? {};
    return { key, values, ports: portsOf(spec, values) };
  });
}

function portsOf(spec: ServiceSpec | StoreSpec, { ports }: FurtherServiceValues): OfferedPort[] {
  // The port of a node belongs to one Service.
  if (!ports) return servicePorts(spec).map(({ nodePort: _, ...port }) => port);
  const known = podPorts(spec);
  return Object.entries(ports).flatMap(([name, said]): OfferedPort[] => {
    const port = known.find((one) => one.name === name);
    if (!port) return [];
    const { servicePort = port.servicePort ?? port.port, targetPort = port.targetPort, nodePort } = said ?? {};
    const { nodePort: _, targetPort: __, servicePortName: own = name, ...others } = port;
    const servicePortName = said?.servicePortName ?? own;
    return [
      {
        ...others,
        servicePort,
        ...(servicePortName !== false && { servicePortName }),
        ...(targetPort !== undefined && { targetPort }),
        ...(nodePort !== undefined && { nodePort }),
      },
    ];
  });
}

/**
 * Returns the name in `services` of the Service that gives the pods of a StatefulSet their names: the first headless one.
 * Undefined for the flow's own Service.
 */
export function governingService(spec: StoreSpec): string | undefined {
  if (!isStateful(spec) || spec.expose === 'headless') return undefined;
  return furtherServices(spec).find(({ values }) => values.expose === 'headless')?.key;
}
