import { assessReadiness } from '../../../src/release/readiness/assess';
import { crashing, eventAbout, live, pod, pulling, running } from './objects';

type Fields = Readonly<Record<string, unknown>>;

const condition = (type: string, status = 'True', more: Fields = {}) => ({ type, status, ...more });

describe('a daemon set', () => {
  const template = 'deprecated.daemonset.template.generation';
  const done = {
    observedGeneration: 2,
    currentNumberScheduled: 3,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberReady: 3,
    numberAvailable: 3,
    numberMisscheduled: 0,
  };
  const daemonSet = (status: Fields, type = 'RollingUpdate') =>
    live(
      'apps/v1',
      'DaemonSet',
      { name: 'logs', annotations: { [template]: '2' } },
      { spec: { updateStrategy: { type } }, status },
    );

  test.each([
    ['all are new and available', daemonSet(done), 'ready'],
    ['no node matches', daemonSet({ observedGeneration: 2 }), 'ready'],
    ['the controller has not observed it', daemonSet({ ...done, observedGeneration: 1 }), 'progressing'],
    ['not all nodes have a new pod', daemonSet({ ...done, updatedNumberScheduled: 2 }), 'progressing'],
    ['not all pods are available', daemonSet({ ...done, numberAvailable: 2 }), 'progressing'],
    ['old pods wait to be deleted (OnDelete)', daemonSet({ ...done, updatedNumberScheduled: 2 }, 'OnDelete'), 'ready'],
  ])('when %s', (_, object, state) => {
    expect(assessReadiness(object, {}).state).toBe(state);
  });

  test('fails only with its newest pods', () => {
    const object = daemonSet({ ...done, updatedNumberScheduled: 1, numberAvailable: 2 });
    const old = pod('logs-a', object, pulling, { labels: { 'pod-template-generation': '1' } });
    const fresh = pod('logs-b', object, pulling, { labels: { 'pod-template-generation': '2' } });
    expect(assessReadiness(object, { pods: [old] }).state).toBe('progressing');
    expect(assessReadiness(object, { pods: [old, fresh] })).toMatchObject({
      state: 'failed',
      look: 'describe pod/logs-b',
    });
    expect(assessReadiness(object, {}).pods).toEqual({ old: 2, new: 1, ready: 3, wanted: 3 });
  });
});

describe('a job', () => {
  const job = (status: Fields, spec: Fields = {}) =>
    live('batch/v1', 'Job', { name: 'migrate' }, { spec: { completions: 1, backoffLimit: 6, ...spec }, status });
  const failed = {
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
  };

  test.each([
    [
      'has completed',
      job({ succeeded: 1, conditions: [condition('SuccessCriteriaMet'), condition('Complete')] }),
      'ready',
    ],
    ['will have completed', job({ active: 1, conditions: [condition('SuccessCriteriaMet')] }), 'progressing'],
    ['has failed', job({ failed: 1, conditions: [condition('FailureTarget'), condition('Failed')] }), 'failed'],
    ['will have failed', job({ active: 1, conditions: [condition('FailureTarget')] }), 'failed'],
    ['is new', job({}), 'progressing'],
    ['runs', job({ active: 1, ready: 1 }), 'progressing'],
    [
      'runs again after it was suspended',
      job({ active: 1, conditions: [condition('Suspended', 'False')] }),
      'progressing',
    ],
    ['is suspended', job({ conditions: [condition('Suspended')] }, { suspend: true }), 'suspended'],
  ])('that %s', (_, object, state) => {
    expect(assessReadiness(object, {}).state).toBe(state);
  });

  test('reports the exit code of its pod', () => {
    const object = job({ failed: 1, conditions: [condition('Failed', 'True', failed)] });
    const ended = {
      phase: 'Failed',
      containerStatuses: [
        { name: 'main', ready: false, restartCount: 0, state: { terminated: { exitCode: 3, reason: 'Error' } } },
      ],
    };
    const readiness = assessReadiness(object, { pods: [pod('migrate-1', object, ended)] });
    expect(readiness.message).toMatch(/BackoffLimitExceeded: .*limit; pod migrate-1: container main: .*exit code 3/);
    expect(readiness.look).toBe('logs pod/migrate-1 -c main');
  });

  test('decides how often its pods may fail, but not how long an image may be missing', () => {
    const object = job({ active: 1 });
    expect(assessReadiness(object, { pods: [pod('migrate-1', object, crashing(5))] }).state).toBe('progressing');
    expect(assessReadiness(object, { pods: [pod('migrate-1', object, pulling)] }).state).toBe('failed');
  });

  test('that is deleted after it ran counts as complete', () => {
    const deletionTimestamp = '2026-11-21T17:00:00Z';
    const gone = (status: Fields) => {
      const object = job(status);
      return assessReadiness({ ...object, metadata: { ...object.metadata, deletionTimestamp } }, {}).state;
    };
    expect(gone({ conditions: [condition('Complete')] })).toBe('ready');
    expect(gone({ active: 1 })).toBe('failed');
  });
});

describe('a claim', () => {
  const claim = (phase: string) => live('v1', 'PersistentVolumeClaim', { name: 'data' }, { status: { phase } });
  const said = (reason: string, message: string, count = 1) => eventAbout('data', reason, message, { count });
  const missing = said('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found');
  const transient = 'failed to provision volume with StorageClass "fast": rpc error: code = DeadlineExceeded';
  const none = 'no persistent volumes available for this claim and no storage class is set';
  const later = { last: '2026-11-21T17:00:05Z' };

  test.each([
    ['that is bound', claim('Bound'), [], 'ready'],
    ['whose volume is lost', claim('Lost'), [], 'failed'],
    ['without a status and events', claim('Pending'), [], 'progressing'],
    [
      'that waits for its first pod',
      claim('Pending'),
      [said('WaitForFirstConsumer', 'waiting for first consumer')],
      'ready',
    ],
    [
      'whose volume is being provisioned',
      claim('Pending'),
      [said('ExternalProvisioning', 'Waiting for a volume')],
      'progressing',
    ],
    ['whose StorageClass does not exist', claim('Pending'), [missing], 'failed'],
    ['that failed once', claim('Pending'), [said('ProvisioningFailed', transient)], 'progressing'],
    ['that fails again and again', claim('Pending'), [said('ProvisioningFailed', transient, 3)], 'failed'],
    ['without a class, for a moment', claim('Pending'), [said('FailedBinding', none)], 'progressing'],
    ['without a class', claim('Pending'), [said('FailedBinding', none, 3)], 'failed'],
    [
      'that continues after a failure',
      claim('Pending'),
      [missing, { ...said('Provisioning', ''), ...later }],
      'progressing',
    ],
    ['beside one that fails', claim('Pending'), [{ ...missing, about: 'other' }], 'progressing'],
  ])('%s', (_, object, events, state) => {
    expect(assessReadiness(object, { events }).state).toBe(state);
  });
});

describe('another object', () => {
  const custom = (status?: Fields) => live('example.org/v1', 'Cache', {}, status && { status });
  const definition = (...conditions: object[]) =>
    live('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {}, { status: { conditions } });
  const conflict = { reason: 'PluralConflict', message: '"caches" is already in use' };

  test.each([
    ['a schedule', live('batch/v1', 'CronJob', {}, { spec: { schedule: '@daily' } }), 'ready'],
    ['a suspended schedule', live('batch/v1', 'CronJob', {}, { spec: { suspend: true } }), 'suspended'],
    ['a namespace', live('v1', 'Namespace', {}, { status: { phase: 'Active' } }), 'ready'],
    ['a namespace that is being deleted', live('v1', 'Namespace', {}, { status: { phase: 'Terminating' } }), 'failed'],
    ['a definition', definition(condition('NamesAccepted'), condition('Established')), 'ready'],
    ['a new definition', definition(), 'progressing'],
    ['a definition whose names are taken', definition(condition('NamesAccepted', 'False', conflict)), 'failed'],
    [
      'a Service that waits for its address',
      live('v1', 'Service', {}, { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } }),
      'ready',
    ],
    ['a pod without an owner', pod('alone', undefined, running), 'ready'],
    ['a pod that has completed', pod('alone', undefined, { phase: 'Succeeded' }), 'ready'],
    ['a pod that has failed', pod('alone', undefined, { phase: 'Failed', reason: 'Evicted' }), 'failed'],
    ['an object without a status', live('v1', 'ConfigMap', {}), 'ready'],
    ['a custom object without a status', custom(), 'ready'],
    ['a custom object that is ready', custom({ observedGeneration: 2, conditions: [condition('Ready')] }), 'ready'],
    [
      'a custom object that was ready in an earlier generation',
      custom({ observedGeneration: 1, conditions: [condition('Ready')] }),
      'progressing',
    ],
    ['a custom object that is not ready', custom({ conditions: [condition('Ready', 'False')] }), 'progressing'],
    [
      'a custom object that is stalled',
      custom({ conditions: [condition('Stalled'), condition('Ready', 'False')] }),
      'failed',
    ],
    [
      'an object that is being deleted',
      live('v1', 'ConfigMap', { deletionTimestamp: '2026-11-21T17:00:00Z' }),
      'failed',
    ],
  ])('%s', (_, object, state) => {
    expect(assessReadiness(object, {}).state).toBe(state);
  });
});

describe('a custom kind with an unusual status', () => {
  test.each([
    ['conditions as a map', { conditions: { Ready: true } }],
    ['conditions that are texts and null', { conditions: ['Ready', null] }],
    ['a generation as text', { observedGeneration: '1' }],
    ['a status as text', 'Ready'],
  ])('exists and is ready: %s', (_, status) => {
    const custom = live('example.org/v1', 'Widget', {}, { status });
    expect(assessReadiness(custom, {})).toMatchObject({ state: 'ready', message: 'exists' });
  });
});
