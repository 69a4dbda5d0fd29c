import { type FlowSpec, isReachable } from '../../model/flow-spec';
import { portOf } from '../../model/listening';
import { type NamingContext, objectName } from '../../model/naming';
import type { ReferenceAttribute } from '../../model/reference';
import { flowNames } from './flow-names';

/**
 * The host or port by which other pods reach a flow: the name of its Service, or its own address if it is external.
 * Undefined if the flow is not reachable or has no such port.
 */
export function addressOf(
  context: NamingContext,
  spec: FlowSpec,
  attribute: ReferenceAttribute,
): string | number | undefined {
  if (!isReachable(spec)) return undefined;
  if (attribute !== 'host') return portOf(spec, attribute);
  return spec.kind === 'external' ? spec.host : objectName(flowNames(context, spec), spec.flow, 'service');
}
