import { twice } from '../../diagnostics';
import { isLasting, isReachable } from '../flow-spec';
import { containerPorts, servicePorts } from '../ports';
import { containersOf, invalid, type Rule } from './rule';

/** What listens says where; no port is taken twice. */
export const portsAreThere: Rule = (spec) => {
  if (!isLasting(spec)) return [];
  const { port, ports = {} } = spec;
  const idle = ['servicePort', 'servicePortName', 'nodePort'].filter((name) => port === undefined && name in spec);
  if (idle.length > 0) {
    return idle.map((name) =>
      invalid([name], `\`${name}\` goes with \`port\` only`, 'say it of one of the `ports`, or say `port`'),
    );
  }
  if (port !== undefined && Object.keys(ports).length > 0) {
    return [
      invalid(
        ['ports'],
        'the flow says `port` and `ports`',
        'give the single port a name among `ports`, or leave `ports` out',
      ),
    ];
  }
  if (isReachable(spec) && servicePorts(spec).length === 0) {
    const hint = 'say `port: 8080`, or `ports` by name; a flow that nobody connects to is a worker';
    return [{ code: 'missing-value', path: ['port'], message: `a ${spec.kind} listens on a port; none is said`, hint }];
  }
  return [];
};

/** Containers of a pod share its network. */
export const portsAreFree: Rule = (spec) => {
  const all = containersOf(spec).flatMap(({ path, container }) =>
    containerPorts(container).map((port) => ({
      path: [...path, ...(port.name ? ['ports', port.name] : ['port'])],
      ...port,
    })),
  );
  const offered = all.filter(({ servicePort }) => servicePort !== undefined && isReachable(spec));
  const isMixed = 'port' in spec && 'ports' in spec; // said by the rule above
  const unnamed =
    !isMixed && offered.length > 1 && offered.some(({ name, servicePortName }) => !name && !servicePortName);
  return [
    ...twice(all, ({ port, protocol = 'TCP' }) => `${port}/${protocol}`).map(([, { path, port }]) =>
      invalid(path, `two containers or ports of the pod listen on ${port}`),
    ),
    ...twice(all, ({ name }) => name).map(([, { path, name }]) =>
      invalid(path, `two ports of the pod are called \`${name}\``),
    ),
    ...twice(offered, ({ servicePort, protocol = 'TCP' }) => `${servicePort}/${protocol}`).map(
      ([, { path, servicePort }]) =>
        invalid(
          path,
          `two ports of the Service are ${servicePort}`,
          'give one of them another `servicePort`, or `false`',
        ),
    ),
    ...twice(offered, ({ servicePortName }) => servicePortName).map(([, { path, servicePortName }]) =>
      invalid(
        path,
        `two ports of the Service are called \`${servicePortName}\``,
        'give one of them another `servicePortName`',
      ),
    ),
    ...(unnamed
      ? [invalid(['port'], 'a Service with several ports needs a name for each', 'use `ports` instead of `port`')]
      : []),
  ];
};
