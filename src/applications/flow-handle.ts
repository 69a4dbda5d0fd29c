import { issueError } from '../diagnostics';
import { Reference, type ReferenceAttribute } from '../model/reference';

/** The address of a flow that need not be declared yet, so that two flows can refer to each other. */
export interface FlowHandle {
  /** The host name under which other flows reach the flow. */
  readonly host: Reference;
  /** The port of the flow; the main one if it has several. */
  readonly port: Reference;
  /** The port of the flow that has the given name. */
  namedPort(name: string): Reference;
}

/**
 * Creates a handle of a flow.
 *
 * @param addressOf the value of an attribute of the flow; undefined if there is no such flow, or if it lacks the attribute
 */
export function flowHandle(
  id: string,
  addressOf: (attribute: ReferenceAttribute) => string | number | undefined,
): FlowHandle {
  const resolve = ({ attribute }: Reference) => {
    const value = addressOf(attribute);
    if (value !== undefined) return value;
    const message = `\`${id}.${attribute}\` cannot be resolved: there is no flow \`${id}\` that listens on a port`;
    throw issueError('reference-unresolved', message);
  };
  const reference = (attribute: ReferenceAttribute) => new Reference(id, attribute, resolve);
  return {
    host: reference('host'),
    port: reference('port'),
    namedPort: (name) => reference(`port.${name}`),
  };
}
