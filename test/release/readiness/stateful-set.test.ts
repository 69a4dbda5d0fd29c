import type { LiveObject } from '../../../src/cluster/cluster';
import { assessReadiness } from '../../../src/release/readiness/assess';
import { crashing, eventAbout, live, pod, running } from './objects';

type Fields = Readonly<Record<string, unknown>>;

const done = {
  observedGeneration: 2,
  replicas: 3,
  readyReplicas: 3,
  currentReplicas: 3,
  updatedReplicas: 3,
  availableReplicas: 3,
  currentRevision: 'db-6f',
  updateRevision: 'db-6f',
  collisionCount: 0,
};
const updating = { ...done, currentReplicas: 2, updatedReplicas: 1, currentRevision: 'db-5c' };
const partition = (number: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: number } },
});
const onDelete = { updateStrategy: { type: 'OnDelete' } };

function statefulSet(status: Fields, spec: Fields = {}): LiveObject {
  const defaults = { replicas: 3, podManagementPolicy: 'OrderedReady', ...partition(0) };
  return live('apps/v1', 'StatefulSet', { name: 'db' }, { spec: { ...defaults, ...spec }, status });
}

const revision = (hash: string) => ({ labels: { 'controller-revision-hash': hash } });

describe('a stateful set', () => {
  test.each([
    ['all are new and ready', done, {}, 'ready'],
    ['no pods are wanted', { observedGeneration: 2 }, { replicas: 0 }, 'ready'],
    ['the controller has not observed it', { ...done, observedGeneration: 1 }, {}, 'progressing'],
    ['not all pods are ready', { ...done, readyReplicas: 2 }, {}, 'progressing'],
    ['not all pods are new', updating, {}, 'progressing'],
    [
      'not all pods are new, without a partition',
      updating,
      { updateStrategy: { type: 'RollingUpdate' } },
      'progressing',
    ],
    ['all pods except its partition are new', updating, partition(2), 'ready'],
    ['one pod outside its partition is old', updating, partition(1), 'progressing'],
    ['its pods wait to be deleted', updating, onDelete, 'ready'],
    ['its pods wait to be deleted, and one is not ready', { ...updating, readyReplicas: 2 }, onDelete, 'progressing'],
  ])('when %s', (_, status, spec, state) => {
    expect(assessReadiness(statefulSet(status, spec), {}).state).toBe(state);
  });

  test('counts its pods', () => {
    expect(assessReadiness(statefulSet(updating), {}).pods).toEqual({ old: 2, new: 1, ready: 3, wanted: 3 });
  });

  const waiting = statefulSet({ ...updating, updatedReplicas: 1, readyReplicas: 2 });
  const old = pod('db-0', waiting, crashing(9), revision('db-5c'));

  test('fails only with pods of the newest revision', () => {
    const fresh = pod('db-2', waiting, crashing(3), revision('db-6f'));
    expect(assessReadiness(waiting, { pods: [old, fresh] })).toMatchObject({
      state: 'failed',
      look: 'logs pod/db-2 -c main --previous',
    });
    expect(assessReadiness(waiting, { pods: [old] }).state).toBe('progressing');
  });

  test('names the old pod that blocks an ordered rollout', () => {
    const pods = [old, pod('db-1', waiting, running, revision('db-5c'))];
    expect(assessReadiness(waiting, { pods }).look).toBe('describe pod/db-0');
    const parallel = { ...waiting, spec: { ...(waiting.spec as object), podManagementPolicy: 'Parallel' } };
    expect(assessReadiness(parallel, { pods }).look).toBeUndefined();
  });

  describe('with refused pods', () => {
    const said = 'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: ';
    const first = statefulSet({ observedGeneration: 2, updateRevision: 'db-6f', currentRevision: 'db-6f' });
    const refused = (why: string, more = {}) => eventAbout('db', 'FailedCreate', `${said}${why}`, more);
    const later = { last: '2026-11-21T17:00:01Z' };

    test('ignores a refusal of pods that were created later, in any order of events', () => {
      const made = eventAbout('db', 'SuccessfulCreate', 'create Pod db-0 in StatefulSet db successful', later);
      const events = [refused('exceeded quota: few'), made];
      for (const listed of [events, events.toReversed()]) {
        expect(assessReadiness(first, { events: listed }).message).toBe('0 of 3 pods ready');
      }
    });

    test.each([
      ['by a quota', [refused('exceeded quota: few')], 'failed'],
      ['by Pod Security', [refused('violates PodSecurity "restricted:latest"')], 'failed'],
      [
        'for a missing service account, which may be created',
        [refused('error looking up service account')],
        'progressing',
      ],
      ['by a quota before the deploy', [refused('exceeded quota: few', { isNew: false })], 'progressing'],
      [
        'by a quota, and created afterwards',
        [refused('exceeded quota: few'), eventAbout('db', 'SuccessfulCreate', '', later)],
        'progressing',
      ],
      [
        'by a quota after one was created',
        [eventAbout('db', 'SuccessfulCreate', ''), refused('exceeded quota: few', later)],
        'failed',
      ],
      ['like those of another set', [{ ...refused('exceeded quota: few'), about: 'other' }], 'progressing'],
    ])('%s', (_, events, state) => {
      expect(assessReadiness(first, { events }).state).toBe(state);
    });
  });
});
