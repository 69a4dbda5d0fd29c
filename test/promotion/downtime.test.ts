import { isDownWhileReplaced } from '../../src/promotion/downtime';

const workload = (kind: string, spec: object) => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'api' }, spec });

test.each([
  ['Deployment', { strategy: { type: 'Recreate' }, replicas: 3 }, true],
  ['Deployment', { replicas: 1, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }, true],
  ['Deployment', { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }, false],
  ['Deployment', {}, false],
  ['Deployment', { strategy: { type: 'Recreate' }, replicas: 0 }, false],
  ['StatefulSet', {}, true],
  ['StatefulSet', { replicas: 3 }, false],
  ['CronJob', {}, false],
])('a %s with %j: %s', (kind, spec, isDown) => {
  expect(isDownWhileReplaced(workload(kind, spec))).toBe(isDown);
});
