import type { ServiceSpec } from './flow-spec';

/** A port of a container, with the port of the Service that leads to it. */
export interface PortSpec {
  /** The name of the port. Absent for a single port without a name. */
  readonly name?: string;
  /** The port that the process listens on. */
  readonly port: number;
  /** The port of the Service, which other flows use. Absent if the Service does not have the port. */
  readonly servicePort?: number;
  readonly servicePortName?: string;
  readonly nodePort?: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

interface SaidPort {
  readonly port?: number | undefined;
  readonly servicePort?: number | false | undefined;
  readonly servicePortName?: string | undefined;
  readonly nodePort?: number | undefined;
  readonly protocol?: string | undefined;
  readonly appProtocol?: string | undefined;
}

interface SaysPorts extends SaidPort {
  readonly ports?: Readonly<Record<string, SaidPort | null>> | undefined;
}

/** Returns the ports of a flow's main container or of a sidecar. The main port comes first. */
export function containerPorts(container: object): PortSpec[] {
  const { ports = {}, ...own } = container as SaysPorts;
  const single = own.port === undefined ? [] : [portSpec(own)];
  return [...single, ...Object.entries(ports).map(([name, port]) => portSpec(port ?? {}, name))];
}

/** Returns all ports of a flow's Service, including those of sidecars. The main port comes first. */
export function servicePorts(container: object): (PortSpec & { readonly servicePort: number })[] {
  const { sidecars = {} } = container as { readonly sidecars?: Readonly<Record<string, object>> };
  const containers = [container, ...Object.values(sidecars)];
  return containers.flatMap(containerPorts).filter((port) => port.servicePort !== undefined) as never;
}

/** Returns the port that a route leads to: `route.port` if it is set, else the main port. */
export function routePort(spec: ServiceSpec): (PortSpec & { readonly servicePort: number }) | undefined {
  const ports = servicePorts(spec);
  return ports.find(({ name }) => name !== undefined && name === spec.route?.port) ?? ports[0];
}

function portSpec(
  { port = 0, servicePort, servicePortName, nodePort, protocol, appProtocol }: SaidPort,
  name?: string,
): PortSpec {
  return {
    ...(name !== undefined && { name }),
    port,
    ...(servicePort !== false && { servicePort: servicePort ?? port }),
    ...(servicePort !== false &&
      (servicePortName ?? name) !== undefined && { servicePortName: servicePortName ?? name }),
    ...(nodePort !== undefined && { nodePort }),
    ...(protocol !== undefined && { protocol }),
    ...(appProtocol !== undefined && { appProtocol }),
  } as PortSpec;
}
