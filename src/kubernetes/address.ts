import { type FlowSpec, isReachable } from '../spec/flow-spec';
import { servicePorts } from '../spec/ports';
import type { ReferenceAttribute } from '../spec/reference';
import { type NamingContext, objectName } from './naming';

/** Where a flow is reached from the others; undefined where it is not, or has no such port. */
export function listensAt(
  context: NamingContext,
  spec: FlowSpec,
  attribute: ReferenceAttribute,
): string | number | undefined {
  if (!isReachable(spec)) return undefined;
  const name = attribute.startsWith('port.') ? attribute.slice('port.'.length) : undefined;
  if (spec.kind === 'external') {
    if (attribute === 'host') return spec.host;
    return name === undefined ? spec.port : spec.ports?.[name];
  }
  if (attribute === 'host') return objectName(context, spec.flow, 'service');
  const ports = servicePorts(spec);
  return (name === undefined ? ports[0] : ports.find((port) => port.name === name))?.servicePort;
}
