import { ruleIssues } from '../../helpers/rule-issues';

const ports = { port: undefined, ports: { web: { port: 80 }, inner: { port: 81, servicePort: false } } };

it('a route to an unknown port is refused, and the hint suggests a similar name', () => {
  const code = { ...ports, route: { port: 'wep' } };
  expect(ruleIssues('service', { code })).toEqual([['error invalid-value route.port', 'did you mean `web`?']]);
});

it('a route to a port that the Service leaves out is refused', () => {
  const code = { ...ports, route: { port: 'inner' } };
  expect(ruleIssues('service', { code })).toEqual([['error invalid-value route.port', 'one of: web']]);
});

it.each([
  ['a named port', { ...ports, route: { port: 'web' } }],
  [
    "a sidecar's port",
    { servicePort: false, sidecars: { a: { ports: { web: { port: 80 } } } }, route: { port: 'web' } },
  ],
  ['the main port, without a name', { route: {} }],
])('a route to %s is accepted', (_, code) => {
  expect(ruleIssues('service', { code })).toEqual([]);
});
