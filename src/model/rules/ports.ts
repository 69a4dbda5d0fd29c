import { duplicates } from '../../diagnostics';
import { isLongRunning, isReachable } from '../flow-spec';
import { containerPorts, servicePorts } from '../ports';
import { containersOf, invalid, type Rule } from './rule';

/** Checks that a flow with a Service has ports, and that `port` and `ports` are not mixed. */
export const portsAreThere: Rule = (spec) => {
  if (!isLongRunning(spec)) return [];
  const { port, ports = {} } = spec;
  const idle = ['servicePort', 'servicePortName', 'nodePort'].filter((name) => port === undefined && name in spec);
  if (idle.length > 0) {
    return idle.map((name) =>
      invalid([name], `\`${name}\` needs \`port\``, 'set it in one of the `ports`, or set `port`'),
    );
  }
  if (port !== undefined && Object.keys(ports).length > 0) {
    return [
      invalid(
        ['ports'],
        'the flow sets both `port` and `ports`',
        'move `port` into `ports` under a name, or remove `ports`',
      ),
    ];
  }
  if (isReachable(spec) && servicePorts(spec).length === 0) {
    const hint = 'set `port: 8080`, or named `ports`; use a worker for a flow that nothing connects to';
    return [{ code: 'missing-value', path: ['port'], message: `a ${spec.kind} needs a port, and none is set`, hint }];
  }
  return [];
};

/** Checks that the containers of a pod do not use the same port or port name twice, because they share its network. */
export const portsAreFree: Rule = (spec) => {
  const all = containersOf(spec).flatMap(({ path, container }) =>
    containerPorts(container).map((port) => ({
      path: [...path, ...(port.name ? ['ports', port.name] : ['port'])],
      ...port,
    })),
  );
  const offered = all.filter(({ servicePort }) => servicePort !== undefined && isReachable(spec));
  const isMixed = 'port' in spec && 'ports' in spec; // portsAreThere reports this
  const unnamed =
    !isMixed && offered.length > 1 && offered.some(({ name, servicePortName }) => !name && !servicePortName);
  return [
    ...duplicates(all, ({ port, protocol = 'TCP' }) => `${port}/${protocol}`).map(([, { path, port }]) =>
      invalid(path, `two ports of the pod have the number ${port}`),
    ),
    ...duplicates(all, ({ name }) => name).map(([, { path, name }]) =>
      invalid(path, `two ports of the pod have the name \`${name}\``),
    ),
    ...duplicates(offered, ({ servicePort, protocol = 'TCP' }) => `${servicePort}/${protocol}`).map(
      ([, { path, servicePort }]) =>
        invalid(
          path,
          `two ports of the Service have the number ${servicePort}`,
          'set another `servicePort` for one of them, or `servicePort: false`',
        ),
    ),
    ...duplicates(offered, ({ servicePortName }) => servicePortName).map(([, { path, servicePortName }]) =>
      invalid(
        path,
        `two ports of the Service have the name \`${servicePortName}\``,
        'set another `servicePortName` for one of them',
      ),
    ),
    ...(unnamed
      ? [
          invalid(
            ['port'],
            'a Service with several ports needs a name for each of them',
            'use `ports` instead of `port`',
          ),
        ]
      : []),
  ];
};
