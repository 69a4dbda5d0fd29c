import { type Reported, reported, ruleIssues } from '../../helpers/rule-issues';

const refused: Reported[] = [
  [
    'a local traffic policy inside the cluster',
    'service',
    { service: { externalTrafficPolicy: 'Local' } },
    'service.externalTrafficPolicy',
  ],
  ['a Service port of a worker', 'worker', { port: 80, servicePort: 81 }, 'servicePort'],
  [
    'a Service port of a named port of a worker',
    'worker',
    { ports: { web: { port: 80, servicePortName: 'x' } } },
    'ports.web.servicePortName',
  ],
  [
    'a Service port beside a job',
    'job',
    { sidecars: { p: { ports: { web: { port: 80, servicePort: 81 } } } } },
    'sidecars.p.ports.web.servicePort',
  ],
  [
    'a pod management of a Deployment',
    'store',
    { podManagement: 'Parallel' },
    'podManagement',
    'set `workload: statefulSet`',
  ],
].map(
  ([what, kind, code, path, ...hint]) =>
    [what, kind, code, `error invalid-value ${path}`, ...hint] as unknown as Reported,
);

it.each(reported(refused))('refuses %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each([
  [
    'a port of the nodes, inside the cluster',
    { nodePort: 30080 },
    'nodePort',
    'set `expose: nodePort` or `expose: loadBalancer`',
  ],
  [
    'a load balancer class of a port of the nodes',
    { expose: 'nodePort', service: { loadBalancerClass: 'x' } },
    'service.loadBalancerClass',
  ],
  ['a DNS policy None without name servers', { dns: { policy: 'None' } }, 'dns.policy', 'set `nameservers`'],
])('refuses %s in an environment', (_, overlay, path, ...hint) => {
  expect(ruleIssues('service', { overlay })).toEqual([[`error invalid-value ${path}`, ...hint]]);
});

it('refuses two ports with the same nodePort', () => {
  const code = { port: undefined, expose: 'nodePort', ports: { a: { port: 80 }, b: { port: 81 } } };
  const overlay = { ports: { a: { nodePort: 30080 }, b: { nodePort: 30080 } } };
  expect(ruleIssues('service', { code, overlay })).toEqual([['error invalid-value nodePort']]);
});

it.each([
  ['a port of the nodes', { expose: 'nodePort', nodePort: 30080 }],
  ['a port of the nodes behind a load balancer', { expose: 'loadBalancer', nodePort: 30080 }],
  ['a local traffic policy from outside', { expose: 'nodePort', service: { externalTrafficPolicy: 'Local' } }],
  [
    'address ranges of a load balancer',
    { expose: 'loadBalancer', service: { loadBalancerSourceRanges: ['10.0.0.0/8'] } },
  ],
  ['name servers', { dns: { policy: 'None', nameservers: ['10.0.0.10'] } }],
])('accepts %s', (_, overlay) => {
  expect(ruleIssues('service', { overlay })).toEqual([]);
});

it.each([
  ['two hosts', { hosts: ['a.example.org', 'b.example.org'] }, 'hosts'],
  ['an ingress class', { class: 'nginx' }, 'class'],
  ['several certificates', { tls: [{ secret: 'a' }, { secret: 'b' }] }, 'tls'],
])('refuses a Route of OpenShift with %s', (_, route, path) => {
  const overlay = { route: { as: 'openshift', ...route } };
  const further = { routes: { other: overlay.route } };
  expect(ruleIssues('service', { overlay }).map(([issue]) => issue)).toEqual([`error invalid-value route.${path}`]);
  expect(ruleIssues('service', { overlay: further }).map(([issue]) => issue)).toEqual([
    `error invalid-value routes.other.${path}`,
  ]);
});
