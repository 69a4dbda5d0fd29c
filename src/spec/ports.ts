import type { ServiceSpec } from './flow-spec';

/** A port of a container, and of the Service in front of it. */
export interface PortSpec {
  /** Absent for a flow's single port that needs no name. */
  readonly name?: string;
  /** What the process listens on. */
  readonly port: number;
  /** What other flows use; absent where the Service leaves it out. */
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

/** The ports of a flow's main container, or of a sidecar; the main one first. */
export function containerPorts(said: object): PortSpec[] {
  const { ports = {}, ...own } = said as SaysPorts;
  const single = own.port === undefined ? [] : [portSpec(own)];
  return [...single, ...Object.entries(ports).map(([name, port]) => portSpec(port ?? {}, name))];
}

/** Every port that the flow's Service offers, those of sidecars included; the main one first. */
export function servicePorts(said: object): (PortSpec & { readonly servicePort: number })[] {
  const { sidecars = {} } = said as { readonly sidecars?: Readonly<Record<string, object>> };
  const containers = [said, ...Object.values(sidecars)];
  return containers.flatMap(containerPorts).filter((port) => port.servicePort !== undefined) as never;
}

/** The port that a service's route leads to: the one that it names, else the main one. */
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
