import { type ExternalSpec, type FlowSpec, isReachable, type ServiceSpec, type StoreSpec } from './flow-spec';
import { servicePorts } from './ports';
import type { ReferenceAttribute } from './reference';

/** Whether other flows can reach a flow by this host or port. */
export function isListening(spec: FlowSpec, attribute: ReferenceAttribute): boolean {
  return isReachable(spec) && (attribute === 'host' || portOf(spec, attribute) !== undefined);
}

/** The number of the port that a reference means, for other flows; undefined if the flow has no such port. */
export function portOf(
  spec: ServiceSpec | StoreSpec | ExternalSpec,
  attribute: Exclude<ReferenceAttribute, 'host'>,
): number | undefined {
  const name = attribute === 'port' ? undefined : attribute.slice('port.'.length);
  if (spec.kind === 'external') return name === undefined ? spec.port : spec.ports?.[name];
  const ports = servicePorts(spec);
  return (name === undefined ? ports[0] : ports.find((port) => port.name === name))?.servicePort;
}
