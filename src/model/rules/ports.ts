import { duplicates } from '../../diagnostics';
import { isLongRunning, isReachable } from '../flow-spec';
import { containerPorts, servicePorts, targetOf } from '../ports';
import { containersOf, invalid, type Rule } from './rule';

/** Checks that a flow with a Service has ports, and that `port` and `ports` are not mixed. */
export const portsAreThere: Rule = (spec) => {
  if (!isLongRunning(spec)) return [];
  const { port, ports = {} } = spec;
  const idle = ['servicePort', 'servicePortName', 'containerPort', 'nodePort'].filter(
    (name) => port === undefined && name in spec,
  );
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
  const unnamed = isMixed || offered.length < 2 ? [] : offered.filter(({ servicePortName }) => !servicePortName);
  const listed = all.filter(({ isListed }) => isListed);
  return [
    ...duplicates(listed, ({ port, protocol = 'TCP' }) => `${port}/${protocol}`).map(([first, { path, port }]) => {
      const isOneContainer = first.path.slice(0, -2).join() === path.slice(0, -2).join();
      const hint = 'set `containerPort: false` in one of them, if the Service has two ports for it';
      return invalid(path, `two ports of the pod have the number ${port}`, isOneContainer ? hint : undefined);
    }),
    ...[...duplicates(all, ({ name }) => name), ...duplicates(listed, ({ containerPortName }) => containerPortName)]
      .filter(([, second], index, pairs) => pairs.findIndex(([, other]) => other === second) === index)
      .map(([, { path, name, containerPortName }]) =>
        invalid(path, `two ports of the pod have the name \`${containerPortName ?? name}\``),
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
    ...unnamed.map(({ path, name }) =>
      invalid(
        name === undefined ? path : [...path, 'servicePortName'],
        'a Service with several ports needs a name for each of them',
        name === undefined ? 'use `ports` instead of `port`' : 'remove `servicePortName: false`',
      ),
    ),
  ];
};

/** Checks that a Service refers by name only to ports with a name, and that each port is in the container or the Service. */
export const portsAreReached: Rule = (spec) => {
  if (!isReachable(spec)) return [];
  return containersOf(spec).flatMap(({ path, container }) =>
    containerPorts(container).flatMap((port) => {
      const place = [...path, ...(port.name === undefined ? [] : ['ports', port.name])];
      if (!port.isListed && port.servicePort === undefined) {
        const message = 'neither the container nor the Service has the port';
        return [invalid([...place, 'containerPort'], message, 'remove `containerPort: false` or `servicePort: false`')];
      }
      if (port.targetPort !== 'name' || typeof targetOf(spec, port) === 'string') return [];
      const message = `the Service cannot refer to port ${port.port} by a name, because the container gives it none`;
      return [invalid([...place, 'targetPort'], message, 'set `targetPort: number`')];
    }),
  );
};
