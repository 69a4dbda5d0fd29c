import { suggest } from '../../diagnostics';
import { servicePorts } from '../ports';
import { invalid, type Rule } from './rule';

/** A route leads to a port of the flow's Service. */
export const routesLeadSomewhere: Rule = (spec) => {
  if (spec.kind !== 'service' || spec.route?.port === undefined) return [];
  const { port } = spec.route;
  const known = servicePorts(spec).flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (known.includes(port)) return [];
  const hint = suggest(port, known);
  return [{ ...invalid(['route', 'port'], `the Service has no port \`${port}\``), ...(hint && { hint }) }];
};
