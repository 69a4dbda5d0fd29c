import { ruleIssues } from '../../helpers/rule-issues';

const ports = { port: undefined, ports: { web: { port: 80 }, metrics: { port: 81, servicePort: false } } };

const refused: readonly (readonly [what: string, service: object, path: string, hint?: string])[] = [
  ['a port that the flow does not have', { ports: { wep: {} } }, 'ports.wep', 'did you mean `web`?'],
  ['no port', { ports: {} }, 'ports', 'remove `ports`'],
  ['two ports of one number', { ports: { web: {}, metrics: { servicePort: 80 } } }, 'ports'],
  ['two ports of one name', { ports: { web: {}, metrics: { servicePortName: 'web' } } }, 'ports'],
  [
    'a port without a name among several',
    { ports: { web: { servicePortName: false }, metrics: {} } },
    'ports',
    'remove `servicePortName: false`',
  ],
  ['a traffic policy inside of the cluster', { externalTrafficPolicy: 'Local' }, 'externalTrafficPolicy'],
];

it.each(
  refused.map(
    ([what, service, path, ...hint]) =>
      [what, service, [`error invalid-value services.other.${path}`, ...hint]] as const,
  ),
)('a further Service with %s is refused', (_, service, issue) => {
  expect(ruleIssues('service', { code: { ...ports, services: { other: service } } })).toEqual([issue]);
});

it('a port of the nodes belongs to one Service', () => {
  const other = (nodePort: number) => ({
    code: { ...ports, expose: 'nodePort', services: { other: { expose: 'nodePort', ports: { web: {} } } } },
    overlay: { ports: { web: { nodePort: 30080 } }, services: { other: { ports: { web: { nodePort } } } } },
  });
  expect(ruleIssues('service', other(30081))).toEqual([]);
  expect(ruleIssues('service', other(30080))).toEqual([['error invalid-value nodePort']]);
});

it('the name of a further Service is checked', () => {
  const issues = ruleIssues('service', { code: { ...ports, services: { ['x'.repeat(60)]: {} } } });
  expect(issues.map(([line]) => line)).toEqual(['error invalid-name ']);
});
