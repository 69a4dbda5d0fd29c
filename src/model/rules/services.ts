import { duplicates, suggest } from '../../diagnostics';
import { podPorts } from '../ports';
import { furtherServices } from '../services';
import { invalid, type Rule, type RuleViolation } from './rule';

/** Checks that the further Services of a flow have ports of the flow, with different numbers and names. */
export const servicesFit: Rule = (spec) => {
  if (spec.kind !== 'service' && spec.kind !== 'store') return [];
  const known = podPorts(spec).flatMap(({ name }) => name ?? []);
  return furtherServices(spec).flatMap(({ key, values, ports }) => {
    const path = ['services', key, 'ports'];
    const unknown = Object.keys(values.ports ?? {})
      .filter((name) => !known.includes(name))
      .map((name): RuleViolation => {
        const hint = suggest(name, known);
        return invalid([...path, name], `the flow has no port \`${name}\``, hint);
      });
    const numbers = duplicates(ports, ({ servicePort, protocol = 'TCP' }) => `${servicePort}/${protocol}`);
    const names = duplicates(ports, ({ servicePortName }) => servicePortName);
    const isUnnamed = ports.length > 1 && ports.some(({ servicePortName }) => servicePortName === undefined);
    return [
      ...unknown,
      ...(unknown.length === 0 && ports.length === 0
        ? [invalid(path, 'the Service has no port', 'remove `ports`')]
        : []),
      ...numbers.map(([, { servicePort }]) => invalid(path, `two ports of the Service have the number ${servicePort}`)),
      ...names.map(([, { servicePortName }]) =>
        invalid(path, `two ports of the Service have the name \`${servicePortName}\``),
      ),
      ...(isUnnamed && values.ports
        ? [
            invalid(
              path,
              'a Service with several ports needs a name for each of them',
              'remove `servicePortName: false`',
            ),
          ]
        : []),
    ];
  });
};
