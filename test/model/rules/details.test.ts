import { environment, ServiceFlow, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define, issuesOf } from '../../helpers/define';
import { ruleIssues } from '../../helpers/rule-issues';

it.each([
  ['headers beside tcp', { readiness: { tcp: true, headers: { Host: 'x' } } }, 'readiness.headers'],
  ['a scheme beside exec', { liveness: { exec: ['true'], scheme: 'HTTPS' } }, 'liveness.scheme'],
  ['a port beside exec', { readiness: { exec: ['true'], port: 81 } }, 'readiness.port'],
  ['two successes of liveness', { liveness: { tcp: true, successThreshold: 2 } }, 'liveness.successThreshold'],
  ['two successes of the start', { startup: { tcp: true, successThreshold: 2 } }, 'startup.successThreshold'],
  [
    'a time to stop in of readiness',
    { readiness: { tcp: true, terminationGracePeriodSeconds: 5 } },
    'readiness.terminationGracePeriodSeconds',
  ],
])('refuses %s', (_, probes, path) => {
  expect(ruleIssues('service', { code: { probes } })).toEqual([[`error invalid-value probes.${path}`]]);
});

it.each([
  ['two successes of readiness', { readiness: { tcp: true, successThreshold: 2 } }],
  ['a time to stop in of liveness', { liveness: { tcp: true, terminationGracePeriodSeconds: 5 } }],
  ['headers of http', { readiness: { http: '/', headers: { Host: 'x' }, scheme: 'HTTPS' } }],
])('accepts %s', (_, probes) => {
  expect(ruleIssues('service', { code: { probes } })).toEqual([]);
});

it('refuses a port of a hook that sleeps', () => {
  const code = { lifecycle: { preStop: { sleep: 5, port: 80 } } };
  expect(ruleIssues('service', { code })).toEqual([['error invalid-value lifecycle.preStop.port']]);
});

it.each(['readOnly', 'subPath'])('refuses `%s` of a volume that the main container does not mount', (name) => {
  const volumes = { tmp: { empty: true, [name]: name === 'readOnly' ? true : 'a' } };
  const code = { volumes, mounts: { tmp: { path: '/tmp' } } };
  expect(ruleIssues('worker', { code })).toEqual([[`error invalid-value volumes.tmp.${name}`]]);
});

it('refuses waitFor without waitImage', () => {
  const Shop = define((app) => {
    const api = new ServiceFlow(app, 'api', { image: 'a:1', user: 1, port: 80 });
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, waitFor: [api], waitImage: null });
  });
  expect(issuesOf(() => synthesize(Shop, environment('here'), { id: 'shop' }))).toEqual([
    'invalid-value shop.wrk.waitImage',
  ]);
});
