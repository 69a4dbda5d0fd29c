import type { LiveObject } from '../../../src/cluster/cluster';
import { assessReadiness } from '../../../src/release/readiness/assess';
import { crashing, eventAbout, live, pod, pulling, replicaSet } from './objects';

type Fields = Readonly<Record<string, unknown>>;

const revision = 'deployment.kubernetes.io/revision';
const done = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  readyReplicas: 3,
  availableReplicas: 3,
  conditions: [
    { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
    { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
  ],
};

function deployment(status: Fields, spec: Fields = {}): LiveObject {
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
  return live(
    'apps/v1',
    'Deployment',
    { annotations: { [revision]: '2' } },
    { spec: { replicas: 3, strategy, ...spec }, status },
  );
}

const rolling = { ...done, replicas: 4, updatedReplicas: 1 };
const [older, newer] = [replicaSet('api-older', '1'), replicaSet('api-newer', '2')];

describe('a deployment', () => {
  test.each([
    ['all are new and available', done, {}, 'ready'],
    ['no pods are wanted', { observedGeneration: 2 }, { replicas: 0 }, 'ready'],
    ['the controller has not observed it', { ...done, observedGeneration: 1 }, {}, 'progressing'],
    ['it has no status yet', {}, {}, 'progressing'],
    [
      'not all new pods are created',
      { ...done, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
      {},
      'progressing',
    ],
    ['old pods still exist', { ...done, replicas: 4 }, {}, 'progressing'],
    ['not all pods are available', { ...done, availableReplicas: 2 }, {}, 'progressing'],
    ['it is paused', rolling, { paused: true }, 'suspended'],
    [
      'its own deadline has passed',
      {
        ...rolling,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
            message: 'ReplicaSet "api-newer" has timed out progressing.',
          },
        ],
      },
      {},
      'failed',
    ],
  ])('when %s', (_, status, spec, state) => {
    expect(assessReadiness(deployment(status, spec), {}).state).toBe(state);
  });

  test('counts its pods', () => {
    expect(assessReadiness(deployment(rolling), {}).pods).toEqual({ old: 3, new: 1, ready: 3, wanted: 3 });
  });

  test('does not count pods by the status of an earlier generation', () => {
    expect(assessReadiness(deployment({ ...done, observedGeneration: 1 }), {}).pods).toBeUndefined();
  });

  test('gives the reason after its own deadline', () => {
    const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];
    const pods = [pod('api-newer-1', newer, crashing(1))];
    const { message } = assessReadiness(deployment({ ...rolling, conditions }), { pods, replicaSets: [newer] });
    expect(message).toMatch(/ProgressDeadlineExceeded.*CrashLoopBackOff/);
  });

  describe('fails with its pods', () => {
    const pods = [pod('api-older-1', older, crashing(9)), pod('api-newer-1', newer, pulling)];

    test('if they are of the newest revision', () => {
      const { state, message, look } = assessReadiness(deployment(rolling), { pods, replicaSets: [older, newer] });
      expect([state, look]).toEqual(['failed', 'describe pod/api-newer-1']);
      expect(message).toMatch(/api-newer-1: container main: ImagePullBackOff/);
    });

    test('but not while the newest ReplicaSet is unknown', () => {
      expect(assessReadiness(deployment(rolling), { pods, replicaSets: [older] }).state).toBe('progressing');
    });

    test('but not with terminating pods', () => {
      const going = pod('api-newer-1', newer, pulling, { deletionTimestamp: '2026-11-21T17:00:30Z' });
      expect(assessReadiness(deployment(rolling), { pods: [going], replicaSets: [newer] }).state).toBe('progressing');
    });

    test('but not with pods of another owner', () => {
      const ownerReferences = [{ kind: 'ReplicaSet', name: 'api-newer', uid: 'api-newer', controller: false }];
      const lent = pod('lent', undefined, pulling, { ownerReferences });
      expect(assessReadiness(deployment(rolling), { pods: [lent], replicaSets: [newer] }).state).toBe('progressing');
    });

    test('but not if all wanted pods are available', () => {
      expect(assessReadiness(deployment(done), { pods, replicaSets: [newer] }).state).toBe('ready');
    });
  });

  describe('with pods that a quota refuses', () => {
    const said =
      'pods "api-newer-x7" is forbidden: exceeded quota: few, requested: pods=1, used: pods=3, limited: pods=3';
    const refused = replicaSet('api-newer', '2', {
      conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: said }],
    });
    const event = eventAbout('api-newer', 'FailedCreate', `Error creating: ${said}`);
    const first = { ...done, replicas: 0, updatedReplicas: 0 };
    const going = pod('api-older-1', older, {}, { deletionTimestamp: '2026-11-21T17:00:30Z' });

    test.each([
      ['fails', first, { events: [event] }, {}, 'failed'],
      ['fails if events are unknown', first, {}, {}, 'failed'],
      [
        'waits if the refusal is older than the deploy',
        first,
        { events: [{ ...event, isNew: false }] },
        {},
        'progressing',
      ],
      ['waits if old pods end first', { ...rolling, replicas: 3 }, { events: [event] }, { replicas: 4 }, 'progressing'],
      ['fails if old pods stay', { ...rolling, replicas: 3 }, { events: [event] }, { replicas: 3 }, 'failed'],
      [
        'waits with the strategy Recreate',
        { ...rolling, replicas: 3 },
        { events: [event] },
        { strategy: { type: 'Recreate' } },
        'progressing',
      ],
      ['waits while pods are terminating', first, { events: [event], pods: [going] }, {}, 'progressing'],
      [
        'fails if pods should have ended long ago',
        first,
        { events: [{ ...event, last: '2026-11-21T17:01:00Z' }], pods: [going] },
        {},
        'failed',
      ],
    ])('%s', (_, status, related, spec, state) => {
      const readiness = assessReadiness(deployment(status, spec), { replicaSets: [older, refused], ...related });
      expect([readiness.state, readiness.look]).toEqual([state, 'describe resourcequota']);
      expect(readiness.message).toContain('exceeded quota: few');
    });

    test('ignores a refusal of pods that were created later', () => {
      const made = { ...refused, status: {} };
      const { state, message } = assessReadiness(deployment(first), { replicaSets: [made], events: [event] });
      expect([state, message]).toEqual(['progressing', '0 of 3 new pods created']);
    });
  });
});
