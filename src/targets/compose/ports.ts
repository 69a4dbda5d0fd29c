import { withoutUndefined } from '../../model/compact';
import { isReachable, type WorkloadSpec } from '../../model/flow-spec';
import { containerPorts, servicePorts } from '../../model/ports';
import { containersOf } from '../../model/rules/rule';

/** Whether the ports of a flow are published on the host. */
export function isPublished(spec: WorkloadSpec): boolean {
  return isReachable(spec) && (spec.expose === 'nodePort' || spec.expose === 'loadBalancer');
}

/** A port of the host that forwards to a port of a container. */
export interface PublishedPort {
  readonly host: number;
  readonly protocol: string;
}

/** The ports of the host that a flow uses: `nodePort` if it is set, else the port of its Service. */
export function publishedPorts(spec: WorkloadSpec): PublishedPort[] {
  if (!isPublished(spec)) return [];
  return servicePorts(spec).map(({ nodePort, servicePort, protocol = 'TCP' }) => ({
    host: nodePort ?? servicePort,
    protocol: protocol.toLowerCase(),
  }));
}

/** @see https://docs.docker.com/reference/compose-file/services/#ports */
export function servicePortFields(spec: WorkloadSpec): object {
  if (isPublished(spec)) {
    const ports = servicePorts(spec).map(({ port, nodePort, servicePort, servicePortName, protocol, appProtocol }) =>
      withoutUndefined({
        name: servicePortName,
        target: port,
        published: String(nodePort ?? servicePort),
        protocol: (protocol ?? 'TCP').toLowerCase(),
        app_protocol: appProtocol,
      }),
    );
    return { ports };
  }
  const listens = containersOf(spec)
    .flatMap(({ container }) => containerPorts(container))
    .filter(({ isListed }) => isListed);
  if (listens.length === 0) return {};
  return {
    expose: listens.map(
      ({ port, protocol = 'TCP' }) => `${port}${protocol === 'TCP' ? '' : `/${protocol.toLowerCase()}`}`,
    ),
  };
}
