import type { LiveObject } from '../../../src/cluster/cluster';
import { ApiFailure } from '../../../src/cluster/http/api-failure';
import { awaitReady } from '../../../src/release/readiness/await-ready';
import type { ObjectProgress } from '../../../src/release/readiness/awaited-object';
import { failure } from '../../helpers/outcome';
import { crashing, live, pod, pulling, replicaSet } from './objects';
import { type Script, scripted } from './scripted-cluster';

const signal = new AbortController().signal;
const revision = { annotations: { 'deployment.kubernetes.io/revision': '2' } };

function deployment(updated: number, generation = 2, name = 'api'): LiveObject {
  const spec = { replicas: 2, selector: { matchLabels: { app: name } }, template: {} };
  const counts = { replicas: updated, updatedReplicas: updated, readyReplicas: updated, availableReplicas: updated };
  const status = { observedGeneration: generation, ...counts };
  return live('apps/v1', 'Deployment', { name, generation, ...revision }, { spec, status });
}

const applied = deployment(0);
const modified = (object: LiveObject) => ({ type: 'MODIFIED', object }) as const;
const deleted = (object: LiveObject) => ({ type: 'DELETED', object }) as const;

/** Longer than a test may take, for what does not run into its timeout. */
const never = 600_000;

/** What is told until all is ready. */
async function seen(
  scripts: Record<string, Script>,
  objects = [applied],
  timeoutMs = never,
): Promise<ObjectProgress[]> {
  const progress: ObjectProgress[] = [];
  const waited = objects.map((object) => ({ object, application: 'pssp', flow: object.metadata.name }));
  await awaitReady(scripted(scripts), waited, { timeoutMs, signal, onProgress: (one) => progress.push(one) });
  return progress;
}

const counts = (progress: readonly ObjectProgress[]) => progress.map(({ readiness }) => readiness.pods?.ready);

describe('waiting', () => {
  test('reports only changes', async () => {
    const next = [1, 1, 2].map((updated) => modified(deployment(updated)));
    const again = { ...deployment(0), metadata: { ...applied.metadata, resourceVersion: '9' } };
    expect(counts(await seen({ Deployment: { listed: [again], next } }))).toEqual([0, 1, 2]);
  });

  test('ignores the status of an earlier generation', async () => {
    const next = [modified(deployment(2, 2)), modified(deployment(1, 3)), modified(deployment(2, 3))];
    const progress = await seen({ Deployment: { listed: [deployment(2, 2)], next } }, [deployment(0, 3)]);
    expect(counts(progress)).toEqual([0, 1, 2]);
  });

  test('works without the rights to read objects that only explain', async () => {
    const refused = { refused: 403 };
    const scripts = { Event: refused, Pod: refused, ReplicaSet: refused };
    await seen({ ...scripts, Deployment: { listed: [applied], next: [modified(deployment(2))] } });
  });

  test.each([
    ['the account may not read the awaited objects', { Deployment: { refused: 403 } }],
    ['the server fails', { Deployment: { listed: [applied] }, Pod: { refused: 500 } }],
  ])('ends with the answer when %s', async (_, scripts) => {
    await expect(seen(scripts)).rejects.toThrow(ApiFailure);
  });

  test('reports all failed objects at once', async () => {
    const sets = ['api', 'wrk'].map((name) => {
      const set = replicaSet(`${name}-2`, '2');
      const owner = { uid: name, kind: 'Deployment', name, controller: true };
      return { ...set, metadata: { ...set.metadata, ownerReferences: [owner] } };
    });
    const pods = [pod('api-2-a', sets[0], pulling), pod('wrk-2-a', sets[1], crashing(3))];
    const objects = ['api', 'wrk', 'slow'].map((name) => deployment(0, 2, name));
    const scripts = { Deployment: { listed: objects }, ReplicaSet: { listed: sets }, Pod: { listed: pods } };
    const issues = await failure(() => seen(scripts, objects));
    expect(issues.map(({ code, message }) => [code, /Deployment\/\w+: .*(pod \S+):/.exec(message)?.[1]])).toEqual([
      ['rollout-failed', 'pod api-2-a'],
      ['rollout-failed', 'pod wrk-2-a'],
    ]);
    expect(issues[1]?.hint).toContain('kubectl --context loopback -n prod logs pod/wrk-2-a -c main --previous');
  });

  test('reports all late objects with their newest event', async () => {
    const event = live(
      'v1',
      'Event',
      { name: 'api.1' },
      { involvedObject: { uid: 'api' }, reason: 'Scaled', message: 'up', lastTimestamp: '2026-11-21T17:00:00Z' },
    );
    const [api, ready] = [applied, deployment(2, 2, 'wrk')];
    const issues = await failure(() =>
      seen({ Deployment: { listed: [api, ready] }, Event: { listed: [event] } }, [api, deployment(0, 2, 'wrk')], 100),
    );
    expect(issues).toMatchObject([{ code: 'rollout-timeout', message: expect.stringMatching(/\bapi: .*Scaled: up/) }]);
  });

  test.each([
    ['is deleted', { listed: [applied], next: [deleted(applied)] }],
    ['has been deleted', { listed: [] }],
    [
      'was replaced by another one of the same name',
      { listed: [{ ...applied, metadata: { ...applied.metadata, uid: 'other' } }] },
    ],
  ])('fails when an object %s', async (_, script) => {
    const issues = await failure(() => seen({ Deployment: script }));
    expect(issues).toMatchObject([{ code: 'rollout-failed', message: expect.stringContaining('was deleted') }]);
  });

  test('accepts a job that has run and was deleted', async () => {
    const job = (conditions: object[]) =>
      live('batch/v1', 'Job', { name: 'once' }, { spec: {}, status: { conditions } });
    const done = job([{ type: 'Complete', status: 'True' }]);
    await seen({ Job: { listed: [job([])], next: [deleted(done)] } }, [job([])]);
  });

  test('waits for a suspended job, and not for a paused deployment', async () => {
    const job = live('batch/v1', 'Job', { name: 'once' }, { spec: { suspend: true } });
    const paused = { ...applied, spec: { ...(applied.spec as object), paused: true } };
    const issues = await failure(() => seen({ Job: { listed: [job] } }, [paused, job], 100));
    expect(issues).toMatchObject([{ code: 'rollout-timeout', message: expect.stringContaining('Job/once') }]);
  });

  test('opens no watch if all objects are ready', async () => {
    const cluster = scripted({});
    const done = { object: deployment(2), application: 'pssp' };
    await awaitReady(cluster, [done], { timeoutMs: never, signal });
    expect(cluster.watched).toEqual([]);
  });

  describe('with refused pods', () => {
    const waiting = live(
      'apps/v1',
      'StatefulSet',
      { name: 'db' },
      { spec: { replicas: 1 }, status: { observedGeneration: 2 } },
    );
    const refusal = (count: number, name = 'db.1') =>
      live(
        'v1',
        'Event',
        { name },
        {
          involvedObject: { uid: 'db' },
          reason: 'FailedCreate',
          message: 'pods "db-0" is forbidden: exceeded quota: few',
          type: 'Warning',
          count,
          firstTimestamp: '2026-11-21T16:00:00Z',
          lastTimestamp: `2026-11-21T17:00:0${count}Z`,
        },
      );
    const StatefulSet = { listed: [waiting] };

    test.each([
      ['fails if the refusal occurs again', [modified(refusal(2))], never, 'rollout-failed'],
      [
        'fails if the refusal is a new event',
        [{ type: 'ADDED' as const, object: refusal(2, 'db.2') }],
        never,
        'rollout-failed',
      ],
      ['waits if the refusal is older than the deploy', [], 100, 'rollout-timeout'],
      ['waits if the refusal is only listed again', [modified(refusal(1))], 100, 'rollout-timeout'],
    ])('%s', async (_, next, timeoutMs, code) => {
      const Event = { listed: [refusal(1)], next };
      expect(await failure(() => seen({ StatefulSet, Event }, [waiting], timeoutMs))).toMatchObject([{ code }]);
    });
  });
});

test('waiting ends while time is left if nothing changes', async () => {
  const waited = [{ object: applied, application: 'pssp', flow: 'api' }];
  const limits = { timeoutMs: never, activityTimeoutMs: 0 };
  const error = await failure(() =>
    awaitReady(scripted({ Deployment: { listed: [applied] } }), waited, { ...limits, signal }),
  );
  expect(error).toMatchObject([{ code: 'rollout-timeout' }]);
});
