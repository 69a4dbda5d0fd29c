import { Reference } from '../../../src/model/reference';
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

it.each([['an unknown port of a path', { paths: [{ path: '/', port: 'wep' }] }, 'route.paths[0].port']])(
  '%s is refused',
  (_, route, path) => {
    expect(ruleIssues('service', { code: { ...ports, route } })).toEqual([
      [`error invalid-value ${path}`, 'did you mean `web`?'],
    ]);
    const further = path.replace('route', 'routes.other');
    expect(ruleIssues('service', { code: { ...ports, routes: { other: route } } })).toEqual([
      [`error invalid-value ${further}`, 'did you mean `web`?'],
    ]);
  },
);

it('a path to another flow does not name a port of its own flow', () => {
  const to = { host: new Reference('api', 'host', () => 'api'), port: new Reference('api', 'port', () => 80) };
  const code = { ...ports, route: { paths: [{ path: '/', port: 'web', to }] } };
  expect(ruleIssues('service', { code }).map(([issue]) => issue)).toContain('error invalid-value route.paths[0].port');
});
