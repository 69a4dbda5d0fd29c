import { podBlocker } from '../../../src/release/readiness/pod-blocker';
import { containerIn, crashing, eventAbout, live, pod, pulling, running } from './objects';

type Fields = Readonly<Record<string, unknown>>;

const waiting = (reason: string, message?: string) => containerIn({ waiting: { reason, message } });
const ofInit = ({ containerStatuses, ...status }: Fields) => ({ ...status, initContainerStatuses: containerStatuses });

describe('a pod', () => {
  test.each([
    ['runs', running, undefined],
    ['is being created', waiting('ContainerCreating'), undefined],
    ['waits for its init containers', waiting('PodInitializing'), undefined],
    ['completed', containerIn({ terminated: { exitCode: 0, reason: 'Completed' } }), undefined],
    ['ended once', containerIn({ terminated: { exitCode: 1, reason: 'Error' } }), false],
    ['ended twice', crashing(2), false],
    ['is in a crash loop', crashing(3), true],
    ['is in a crash loop of an init container', ofInit(crashing(3)), true],
    ['runs again after several restarts', containerIn({ running: {} }, { restartCount: 4 }), undefined],
    ['could not pull its image once', waiting('ErrImagePull', 'rpc error: code = Unavailable'), false],
    ['cannot pull its image', pulling, true],
    ['has an impossible image', waiting('InvalidImageName', 'couldn\'t parse image name "A b"'), true],
    ['may not pull its image', waiting('ErrImageNeverPull'), true],
    ['lacks a secret', waiting('CreateContainerConfigError', 'secret "db" not found'), true],
    ['cannot be created', waiting('CreateContainerError', 'context deadline exceeded'), true],
    ['cannot be started', waiting('RunContainerError', 'exec: "apii": executable file not found in $PATH'), false],
    ['was evicted', { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' }, false],
  ])('that %s', (_, status, isFatal) => {
    expect(podBlocker(pod('api-1', undefined, status))?.isFatal).toBe(isFatal);
  });

  test.each([
    ['its memory', crashing(3, 'OOMKilled', 137), /exit code 137.*OOMKilled/],
    ['its exit code', crashing(3, 'Error', 42), /exit code 42/],
    [
      'the missing ConfigMap',
      waiting('CreateContainerConfigError', 'configmap "settings" not found'),
      /configmap "settings" not found/,
    ],
    ['its image', pulling, /ImagePullBackOff: .*example\/api:v2/],
    ['why it was evicted', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }, /Evicted: low on memory/],
  ])('reports %s', (_, status, text) => {
    const message = podBlocker(pod('api-1', undefined, status))?.message;
    expect(message).toMatch(text);
    expect(message).toContain('api-1');
  });

  test('reports a permanent blocker before a temporary one', () => {
    const [{ containerStatuses: first }, { containerStatuses: second }] = [crashing(1), pulling] as [Fields, Fields];
    const both = { containerStatuses: [...(first as object[]), ...(second as object[])] };
    expect(podBlocker(pod('api-1', undefined, both))?.message).toContain('ImagePullBackOff');
  });

  test('does not show the output or the variables of a container', () => {
    const status = containerIn(
      { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
      { restartCount: 3, lastState: { terminated: { exitCode: 1, reason: 'Error', message: 'password is hunter2' } } },
    );
    const spec = { containers: [{ name: 'main', env: [{ name: 'PASSWORD', value: 'hunter2' }] }] };
    expect(JSON.stringify(podBlocker({ ...pod('api-1', undefined, status), spec }))).not.toContain('hunter2');
  });

  describe('that cannot be scheduled', () => {
    const unscheduled = (message: string) => ({
      ...pod('api-1', undefined, {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      }),
      spec: { containers: [], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    });
    const full = unscheduled('0/3 nodes are available: 3 Insufficient cpu.');
    const unbound = unscheduled('0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.');
    const missing = unscheduled('0/3 nodes are available: persistentvolumeclaim "data" not found.');
    const claim = live('v1', 'PersistentVolumeClaim', { name: 'data' }, { status: { phase: 'Pending' } });
    const elsewhere = { ...claim, metadata: { ...claim.metadata, namespace: 'tst' } };
    const noClass = eventAbout('data', 'ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found');

    test.each([
      ['for room on a node', full, { claims: [claim] }, false],
      ['until its claim is bound', unbound, { claims: [claim], events: [] }, false],
      ['for a claim with a missing StorageClass', unbound, { claims: [claim], events: [noClass] }, true],
      ['for a claim that does not exist', missing, { claims: [] }, true],
      ['for a claim that is in another namespace', missing, { claims: [elsewhere] }, true],
      ['for a claim that the scheduler has not seen yet', missing, { claims: [claim] }, false],
      ['for a claim that may not exist', missing, {}, false],
    ])('%s', (_, object, related, isFatal) => {
      expect(podBlocker(object, related)?.isFatal).toBe(isFatal);
    });

    test('reports the message of the scheduler', () => {
      expect(podBlocker(full)?.message).toContain('3 Insufficient cpu');
    });
  });
});

test.each([
  [2, undefined, false],
  [3, undefined, true],
  [3, 4, false],
  [4, 4, true],
  [0, 0, true],
])(
  'after %d restarts, with %s failures allowed, a container that keeps exiting is fatal: %s',
  (restarts, failuresAllowed, isFatal) => {
    expect(podBlocker(pod('api-1', undefined, crashing(restarts)), { failuresAllowed })?.isFatal).toBe(isFatal);
  },
);
