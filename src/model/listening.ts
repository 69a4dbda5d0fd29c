import { ownValue } from '../data/merge';
import { type ExternalSpec, type FlowSpec, isReachable, type ServiceSpec, type StoreSpec } from './flow-spec';
import { servicePorts } from './ports';
import type { ReferenceAttribute } from './reference';

/** Reports whether a flow has the host or port that a reference names. */
export function isListening(spec: FlowSpec, attribute: ReferenceAttribute): boolean {
  return isReachable(spec) && (attribute === 'host' || portOf(spec, attribute) !== undefined);
}

/** Returns the number that `port` or `port.NAME` of a flow becomes in other flows; undefined if there is no such port. */
export function portOf(
  spec: ServiceSpec | StoreSpec | ExternalSpec,
  attribute: Exclude<ReferenceAttribute, 'host'>,
): number | undefined {
  const name = attribute === 'port' ? undefined : attribute.slice('port.'.length);
  if (spec.kind === 'external') return name === undefined ? spec.port : ownValue(spec.ports, name);
  const ports = servicePorts(spec);
  return (name === undefined ? ports[0] : ports.find((port) => port.name === name))?.servicePort;
}
