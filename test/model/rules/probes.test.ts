import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const ways = 'set exactly one of http, tcp, grpc and exec';
const hooks = 'set exactly one of exec, http and sleep';

it.each(
  reported([
    ['a probe without a way', 'worker', { probes: { liveness: {} } }, 'error invalid-value probes.liveness', ways],
    [
      'a probe with two ways',
      'service',
      { probes: { readiness: { http: '/', tcp: true } } },
      'error invalid-value probes.readiness',
      ways,
    ],
    ['a hook without a way', 'worker', { lifecycle: { preStop: {} } }, 'error invalid-value lifecycle.preStop', hooks],
    [
      'a hook with two ways',
      'worker',
      { lifecycle: { postStart: { sleep: 1, exec: ['true'] } } },
      'error invalid-value lifecycle.postStart',
      hooks,
    ],
    [
      'a probe of a container that does not listen',
      'worker',
      { probes: { startup: { tcp: true } } },
      'error invalid-value probes.startup',
      'set a `port`, or use `exec`',
    ],
    [
      'a hook that asks a container that does not listen',
      'worker',
      { lifecycle: { preStop: { http: '/drain' } } },
      'error invalid-value lifecycle.preStop',
      'set a `port`, or use `exec`',
    ],
    [
      'a probe of a port that has another name',
      'worker',
      { ports: { web: { port: 1 } }, probes: { readiness: { http: '/', port: 'wep' } } },
      'error invalid-value probes.readiness.port',
    ],
    [
      'a probe by name of a port without one',
      'service',
      { probes: { readiness: { grpc: true, port: 'web' } } },
      'error invalid-value probes.readiness.port',
    ],
    [
      "a sidecar's probe of the main container's port",
      'service',
      { sidecars: { proxy: { probes: { readiness: { tcp: true } } } } },
      'error invalid-value sidecars.proxy.probes.readiness',
      'set a `port`, or use `exec`',
    ],
  ]),
)('refuses %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  ['a command, where nothing listens', 'worker', { probes: { liveness: { exec: ['true'] } } }],
  ['a number of a port that is not declared', 'worker', { probes: { liveness: { tcp: true, port: 9 } } }],
  ['the name of a port', 'worker', { ports: { web: { port: 1 } }, probes: { startup: { http: '/', port: 'web' } } }],
  [
    'seconds before the end, where nothing listens',
    'job',
    { sidecars: { a: { lifecycle: { preStop: { sleep: 5 } } } } },
  ],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});
