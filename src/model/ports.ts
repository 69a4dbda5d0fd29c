import { withoutUndefined } from './compact';

/** A port of a container, with the port of the Service that leads to it. */
export interface PortSpec {
  /** The name of the port. Absent for a single port without a name. */
  readonly name?: string;
  /** The port that the process listens on. */
  readonly port: number;
  /** The port of the Service, which other flows use. Absent if the Service does not have the port. */
  readonly servicePort?: number;
  readonly servicePortName?: string;
  /** Whether the container lists the port. */
  readonly isListed: boolean;
  /** The name in the container's list. Absent if the port is not listed, or has no name there. */
  readonly containerPortName?: string;
  /** How the Service refers to the container's port. Absent if the names decide. */
  readonly targetPort?: 'name' | 'number';
  readonly nodePort?: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** A port that the Service has. */
export type OfferedPort = PortSpec & { readonly servicePort: number };

interface SaidPort {
  readonly port?: number | undefined;
  readonly servicePort?: number | false | undefined;
  readonly servicePortName?: string | false | undefined;
  readonly targetPort?: 'name' | 'number' | undefined;
  readonly containerPort?: false | undefined;
  readonly containerPortName?: string | false | undefined;
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
export function servicePorts(spec: object): OfferedPort[] {
  return podPorts(spec).filter((port) => port.servicePort !== undefined) as OfferedPort[];
}

/**
 * Returns the name or number by which a Service refers to a port of the pod. A name is the one that a container lists
 * for the number of the port.
 */
export function targetOf(spec: object, { port, protocol, servicePortName, targetPort }: PortSpec): string | number {
  const listed = podPorts(spec).find((other) => other.isListed && other.port === port && other.protocol === protocol);
  const name = listed?.containerPortName;
  const isName = targetPort ? targetPort === 'name' : name === servicePortName;
  return isName && name !== undefined ? name : port;
}

/** Returns the ports of the main container and of the sidecars. */
export function podPorts(spec: object): PortSpec[] {
  const { sidecars = {} } = spec as { readonly sidecars?: Readonly<Record<string, object>> };
  return [spec, ...Object.values(sidecars)].flatMap(containerPorts);
}

function portSpec(said: SaidPort, name?: string): PortSpec {
  const { port = 0, servicePort, containerPort, targetPort, nodePort, protocol, appProtocol } = said;
  return withoutUndefined({
    name,
    port,
    servicePort: servicePort === false ? undefined : (servicePort ?? port),
    servicePortName: servicePort === false ? undefined : nameThere(said.servicePortName, name),
    isListed: containerPort !== false,
    containerPortName: containerPort === false ? undefined : nameThere(said.containerPortName, name),
    targetPort,
    nodePort,
    protocol,
    appProtocol,
  }) as PortSpec;
}

/** Returns the name of a port in the Service or in the container: the name that is set for that place, else its own. */
function nameThere(said: string | false | undefined, name: string | undefined): string | undefined {
  return said === undefined ? name : said || undefined;
}
