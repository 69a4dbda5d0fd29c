import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const sidecar = (ports: object) => ({ sidecars: { proxy: { image: 'b:1', user: 1, ports } } });

it.each(
  reported([
    [
      'a port beside named ports',
      'service',
      { servicePort: false, ports: { web: { port: 80 } } },
      'error invalid-value ports',
      'move `port` into `ports` under a name, or remove `ports`',
    ],
    [
      'a service without a port',
      'service',
      { port: undefined },
      'error missing-value port',
      'set `port: 8080`, or named `ports`; use a worker for a flow that nothing connects to',
    ],
    [
      'a store whose only port the Service leaves out',
      'store',
      { servicePort: false },
      'error missing-value port',
      'set `port: 8080`, or named `ports`; use a worker for a flow that nothing connects to',
    ],
    [
      'a port of the Service, of none of the named ports',
      'service',
      { port: undefined, servicePort: 80, ports: { web: { port: 8080 } } },
      'error invalid-value servicePort',
      'set it in one of the `ports`, or set `port`',
    ],
    [
      'two containers that listen on one port',
      'worker',
      { port: 80, ...sidecar({ web: { port: 80 } }) },
      'error invalid-value sidecars.proxy.ports.web',
    ],
    [
      'two ports of one name',
      'worker',
      { ports: { web: { port: 80 } }, ...sidecar({ web: { port: 81 } }) },
      'error invalid-value sidecars.proxy.ports.web',
    ],
    [
      'two ports of the Service of one number',
      'service',
      { port: undefined, ports: { web: { port: 80 }, more: { port: 81, servicePort: 80 } } },
      'error invalid-value ports.more',
      'set another `servicePort` for one of them, or `servicePort: false`',
    ],
    [
      'two ports of the Service of one name',
      'service',
      { port: undefined, ports: { web: { port: 80 }, more: { port: 81, servicePortName: 'web' } } },
      'error invalid-value ports.more',
      'set another `servicePortName` for one of them',
    ],
    [
      'a port without a name among several of the Service',
      'service',
      sidecar({ web: { port: 81 } }),
      'error invalid-value port',
      'use `ports` instead of `port`',
    ],
    [
      'two listed ports of one container of one number',
      'worker',
      { ports: { web: { port: 80 }, more: { port: 80 } } },
      'error invalid-value ports.more',
      'set `containerPort: false` in one of them, if the Service has two ports for it',
    ],
    [
      'two ports of one name in the container',
      'service',
      { port: undefined, ports: { web: { port: 80 }, more: { port: 81, containerPortName: 'web' } } },
      'error invalid-value ports.more',
    ],
    [
      'a named port without a name among several of the Service',
      'service',
      { port: undefined, ports: { web: { port: 80 }, more: { port: 81, servicePortName: false } } },
      'error invalid-value ports.more.servicePortName',
      'remove `servicePortName: false`',
    ],
    [
      'a port that neither the container nor the Service has',
      'service',
      { sidecars: { proxy: { ports: { web: { port: 81, servicePort: false, containerPort: false } } } } },
      'error invalid-value sidecars.proxy.ports.web.containerPort',
      'remove `containerPort: false` or `servicePort: false`',
    ],
    [
      'a target by name whose port has no name in the container',
      'service',
      { port: undefined, ports: { web: { port: 80, containerPortName: false, targetPort: 'name' } } },
      'error invalid-value ports.web.targetPort',
      'set `targetPort: number`',
    ],
    [
      'a port that the container does not list, in a flow without a Service',
      'worker',
      { port: 80, containerPort: false },
      'error invalid-value containerPort',
    ],
  ]),
)('refuses %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  ['a worker without a port', 'worker', {}],
  ['a worker with one', 'worker', { port: 80 }],
  [
    'one number over two protocols',
    'store',
    { port: undefined, ports: { dns: { port: 53 }, dnsudp: { port: 53, protocol: 'UDP' } } },
  ],
  ['a sidecar whose port the Service leaves out', 'service', sidecar({ metrics: { port: 81, servicePort: false } })],
  ['a service that only its sidecar answers for', 'service', { servicePort: false, ...sidecar({ web: { port: 81 } }) }],
  [
    'a single port with a name in the Service',
    'service',
    { servicePortName: 'web', ...sidecar({ more: { port: 81 } }) },
  ],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});
