import { withoutUndefined } from '../../model/compact';
import { isReachable, type WorkloadSpec } from '../../model/flow-spec';
import { containerPorts, type OfferedPort, servicePorts } from '../../model/ports';
import { containersOf } from '../../model/rules/rule';
import { furtherServices } from '../../model/services';

/** Whether the ports of a flow's own Service are published on the host. */
export function isPublished(spec: WorkloadSpec): boolean {
  return isReachable(spec) && isOutside(spec.expose);
}

/**
 * The ports that a flow publishes on the host: those of each of its Services that can be reached from outside of the
 * cluster.
 */
function offeredOutside(spec: WorkloadSpec): OfferedPort[] {
  if (!isReachable(spec)) return [];
  const own = isPublished(spec) ? servicePorts(spec) : [];
  return [...own, ...furtherServices(spec).flatMap(({ values, ports }) => (isOutside(values.expose) ? ports : []))];
}

function isOutside(expose: unknown): boolean {
  return expose === 'nodePort' || expose === 'loadBalancer';
}

/** A port of the host that forwards to a port of a container. */
export interface PublishedPort {
  readonly host: number;
  readonly protocol: string;
}

/** The ports of the host that a flow uses: the `nodePort` if it is set, or else the port of the Service. */
export function publishedPorts(spec: WorkloadSpec): PublishedPort[] {
  return offeredOutside(spec).map(({ nodePort, servicePort, protocol = 'TCP' }) => ({
    host: nodePort ?? servicePort,
    protocol: protocol.toLowerCase(),
  }));
}

/** @see https://docs.docker.com/reference/compose-file/services/#ports */
export function servicePortFields(spec: WorkloadSpec): object {
  const outside = offeredOutside(spec);
  if (outside.length > 0) {
    const ports = outside.map(({ port, nodePort, servicePort, servicePortName, protocol, appProtocol }) =>
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
