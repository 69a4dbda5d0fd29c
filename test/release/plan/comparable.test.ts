import { withoutServerFields } from '../../../src/release/plan/comparable';

const deployment = (annotations: object | undefined) => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
  metadata: { name: 'web', resourceVersion: '7', ...(annotations && { annotations }) },
  status: { replicas: 1 },
});

test('two versions of an object that differ in what the server and its controllers wrote are equal', () => {
  const revision = { 'deployment.kubernetes.io/revision': '2' };
  expect(withoutServerFields(deployment(revision))).toEqual(withoutServerFields(deployment(undefined)));
  expect(withoutServerFields(deployment({ ...revision, team: 'a' }))).toEqual(
    withoutServerFields(deployment({ team: 'a' })),
  );
});

test('an annotation that somebody declares stays', () => {
  expect(withoutServerFields(deployment({ team: 'a' })).metadata).toEqual({ name: 'web', annotations: { team: 'a' } });
});
