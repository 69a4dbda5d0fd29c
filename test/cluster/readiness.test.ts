import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Cluster, LiveObject } from '../../src/cluster/cluster';
import { connect } from '../../src/cluster/connect';
import { type AwaitOptions, awaitReady } from '../../src/release/readiness/await-ready';
import type { AwaitedObject, ObjectProgress } from '../../src/release/readiness/awaited-object';
import { failure } from '../helpers/outcome';
import { kubectl } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { limitPods } from './helpers/quota';
import { server } from './helpers/server';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

const enough = 90_000;

type Labels = Readonly<Record<string, string>>;

function template(name: string, labels: Labels = {}, spec: object = {}, annotations: Labels = {}): object {
  const containers = [{ name: 'main', image: 'example/app:v1' }];
  return { metadata: { labels: { app: name, ...labels }, annotations }, spec: { containers, ...spec } };
}

function deployment(name: string, labels: Labels = {}, more: object = {}, pod: object = {}): KubernetesObject {
  const spec = { selector: { matchLabels: { app: name } }, template: template(name, labels, pod), ...more };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec };
}

function job(name: string, labels: Labels = {}): KubernetesObject {
  const spec = { backoffLimit: 0, template: template(name, labels, { restartPolicy: 'Never' }) };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec };
}

function claim(name: string, storageClassName?: string): KubernetesObject {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec };
}

const failing = (how: string) => ({ 'towpath.test/fails': how });
const mounting = (claimName: string) => ({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] });

withControllers('waiting until objects are ready', () => {
  let cluster: Cluster;
  let namespace: string;

  beforeEach(() => {
    cluster = connect(undefined, { kubeconfig: server().kubeconfig });
    namespace = newNamespace();
  });

  afterEach(() => cluster.close());

  const apply = (object: KubernetesObject) => cluster.apply({ ...object, metadata: { ...object.metadata, namespace } });

  const never = () => apply(deployment('api', { 'towpath.test/never-ready': 'true' }));
  const current = async (name: string) =>
    (await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name })) as LiveObject;

  const awaited = (object: LiveObject): AwaitedObject => ({ object, application: 'pssp', flow: object.metadata.name });

  type Limits = Partial<AwaitOptions>;

  async function wait(objects: readonly LiveObject[], { timeoutMs = enough, signal, onProgress }: Limits = {}) {
    const seen: ObjectProgress[] = [];
    await awaitReady(cluster, objects.map(awaited), {
      timeoutMs,
      signal: signal ?? new AbortController().signal,
      onProgress: (progress) => {
        seen.push(progress);
        onProgress?.(progress);
      },
    });
    return seen;
  }

  /** Waits until an object is reported as a test expects it, and no longer. */
  async function until(
    objects: readonly LiveObject[],
    isExpected: (progress: ObjectProgress) => boolean,
  ): Promise<ObjectProgress> {
    const stop = new AbortController();
    const onProgress = (progress: ObjectProgress) => {
      if (isExpected(progress)) stop.abort(progress);
    };
    return wait(objects, { signal: stop.signal, onProgress }).then(
      () => {
        throw new Error('nothing was reported as expected');
      },
      (thrown) => {
        if (thrown !== stop.signal.reason) throw thrown;
        return thrown;
      },
    );
  }

  const issues = (objects: readonly LiveObject[], limits?: Limits) => failure(() => wait(objects, limits));

  it('ends when a deployment, a stateful set, a claim and a job are ready, and reports their progress', async () => {
    const store = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'store' },
      spec: {
        replicas: 2,
        serviceName: 'store',
        selector: { matchLabels: { app: 'store' } },
        template: template('store'),
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim('data').spec as object }],
      },
    };
    const objects = [deployment('api', {}, { replicas: 2 }), store, claim('alone'), job('migrate')];
    const live = await Promise.all(objects.map(apply));
    const seen = await wait(live);
    for (const { metadata } of objects) {
      const states = seen.filter(({ name }) => name === metadata.name).map(({ readiness }) => readiness.state);
      expect([states[0], states.at(-1)]).toEqual(['progressing', 'ready']);
    }
    const last = seen.findLast(({ name }) => name === 'api');
    expect(last).toMatchObject({ readiness: { pods: { old: 0, new: 2, ready: 2, wanted: 2 } }, flow: 'api' });
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBeGreaterThan(objects.length);
  });

  it('counts old and new pods during a rollout', async () => {
    await wait([await apply(deployment('api', {}, { replicas: 2 }))]);
    const stuck = template('api', { version: 'v2', 'towpath.test/never-ready': 'true' });
    const { readiness } = await until(
      [await apply(deployment('api', {}, { replicas: 2, template: stuck }))],
      ({ readiness: { pods } }) => pods !== undefined && pods.old > 0 && pods.new > 0,
    );
    expect(readiness).toMatchObject({ state: 'progressing', pods: { wanted: 2 } });
    const fresh = template('api', { version: 'v3' });
    const seen = await wait([await apply(deployment('api', {}, { replicas: 2, template: fresh }))]);
    expect(seen.at(-1)?.readiness.pods).toEqual({ old: 0, new: 2, ready: 2, wanted: 2 });
  });

  it('reports the newest event about an object or its pods', async () => {
    const live = await never();
    const at = '2999-01-01T00:00:00Z';
    let isWritten = false;
    /** Writes an event about the pod that is later than all events of the cluster. */
    const write = () => {
      isWritten = true;
      const { items } = JSON.parse(kubectl(['get', 'pods', '--namespace', namespace, '--output=json']).stdout);
      const { name, uid } = items[0].metadata;
      const event = {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'towed', namespace },
        involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace, name, uid },
        ...{ type: 'Normal', reason: 'Towed', message: 'the pod was towed', firstTimestamp: at, lastTimestamp: at },
      };
      kubectl(['create', '-f', '-'], JSON.stringify(event));
    };
    const { event } = await until([live], (progress) => {
      if (progress.readiness.pods?.new && !isWritten) write();
      return progress.event?.reason === 'Towed';
    });
    expect(event).toEqual({ reason: 'Towed', message: 'the pod was towed', since: at });
  });

  it('sends no request if all objects are ready', async () => {
    await wait([await apply(deployment('api'))]);
    const live = await current('api');
    const silent = new Proxy({} as Cluster, {
      get: (_, key) => {
        throw new Error(`${String(key)} was asked for`);
      },
    });
    await awaitReady(silent, [awaited(live)], { timeoutMs: 0, signal: new AbortController().signal });
  });

  it.each([
    ['crash-loop', /CrashLoopBackOff/, /logs pod\/bad-\S+ -c main --previous/],
    ['image-pull', /ImagePullBackOff/, /describe pod\/bad-/],
    ['config', /CreateContainerConfigError: secret "missing" not found/, /describe pod\/bad-/],
  ])('names %s as the failure, beside a flow that becomes ready', async (how, why, hint) => {
    const live = await Promise.all([apply(deployment('bad', failing(how))), apply(deployment('good'))]);
    const found = await issues(live);
    expect(found).toMatchObject([{ code: 'rollout-failed' }]);
    expect(found[0]?.message).toMatch(why);
    expect(found[0]?.message).toContain('Deployment/bad');
    expect(found[0]?.hint).toMatch(hint);
  });

  it('ignores problems of the pods of an earlier revision', async () => {
    const how = 'image-pull';
    await issues([await apply(deployment('api', failing(how)))]);
    // With the same name of a revision's label, so that both are seen by one watch.
    await wait([await apply(deployment('api', { 'towpath.test/fails': 'no' }))]);
  });

  it.each([
    ['Deployment', () => deployment('api', {}, { replicas: 3 })],
    [
      'StatefulSet',
      () => ({
        ...deployment('api', {}, { replicas: 3, serviceName: 'api' }),
        kind: 'StatefulSet',
      }),
    ],
    [
      'Job',
      () => {
        const object = job('api');
        return { ...object, spec: { ...(object.spec as object), parallelism: 3, completions: 3 } };
      },
    ],
  ])('names a quota that a %s exceeds', async (_, make) => {
    limitPods(namespace, 0, false);
    const found = await issues([await apply(make())]);
    expect(found).toMatchObject([{ code: 'rollout-failed', hint: expect.stringContaining('describe resourcequota') }]);
    expect(found[0]?.message).toMatch(/exceeded quota: few/);
  });

  it.each(['Deployment', 'StatefulSet'])('ignores an exceeded quota that was raised since for a %s', async (kind) => {
    const object = { ...deployment('api', {}, kind === 'StatefulSet' ? { serviceName: 'api' } : {}), kind };
    limitPods(namespace, 0, false);
    await issues([await apply(object)]);
    limitPods(namespace, 5, true);
    // A controller writes its events in order. When it has written this one, it has written those about the old quota.
    const other = { ...deployment('other', {}, kind === 'StatefulSet' ? { serviceName: 'other' } : {}), kind };
    await apply(other);
    waitFor(namespace, 'event --field-selector=reason=SuccessfulCreate', 'create');
    await wait([await apply(object)]);
  });

  it('waits while terminating pods use up a quota', async () => {
    const surging = { replicas: 4, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } };
    await wait([await apply(deployment('api', {}, surging))]);
    limitPods(namespace, 4, false);
    const live = await apply(deployment('api', { version: 'v2' }, surging));
    // It may take the cluster minutes until it tries again.
    const found = await failure(() => wait([live], { timeoutMs: 5000 }));
    expect(found.map(({ code }) => code)).not.toContain('rollout-failed');
  });

  it('names pods that Pod Security forbids', async () => {
    namespace = newNamespace({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const found = await issues([await apply(deployment('api'))]);
    expect(found).toMatchObject([{ code: 'rollout-failed' }]);
    expect(found[0]?.message).toMatch(/violates PodSecurity "restricted/);
  });

  it('names a claim with a missing StorageClass, and the pods that wait for it', async () => {
    const [ofClaim] = await issues([await apply(claim('data', 'none'))]);
    expect(ofClaim?.code).toBe('rollout-failed');
    expect(ofClaim?.message).toMatch(/PersistentVolumeClaim\/data: .*"none" not found/);
    const [ofPods] = await issues([await apply(deployment('api', {}, {}, mounting('data')))]);
    expect(ofPods?.code).toBe('rollout-failed');
    expect(ofPods?.message).toMatch(/Deployment\/api: .*PersistentVolumeClaim data: .*"none" not found/);
  });

  it('names a claim that does not exist', async () => {
    const found = await issues([await apply(deployment('api', {}, {}, mounting('nowhere')))]);
    expect(found).toMatchObject([{ code: 'rollout-failed' }]);
    expect(found[0]?.message).toMatch(/PersistentVolumeClaim nowhere, which does not exist/);
  });

  it('does not wait for a claim that is bound with its first pod', async () => {
    const storageClass = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: namespace },
      provisioner: 'towpath.test/nobody',
      volumeBindingMode: 'WaitForFirstConsumer',
    };
    await cluster.apply(storageClass);
    await wait([await apply(claim('later', namespace))]);
  });

  it('names a failed job, with the exit code of its container', async () => {
    const live = await apply(job('migrate', failing('exit')));
    // The Job and its pod are watched separately, so the end of the Job may arrive before that of the pod.
    waitFor(namespace, 'job/migrate', 'condition=Failed');
    const found = await issues([live]);
    expect(found).toMatchObject([
      { code: 'rollout-failed', hint: expect.stringMatching(/logs pod\/migrate-\S+ -c main`/) },
    ]);
    expect(found[0]?.message).toMatch(/Job\/migrate: BackoffLimitExceeded: .*exit code [1-9]/);
  });

  it('names only the objects that are not ready at the timeout', async () => {
    await wait([await apply(deployment('good'))]);
    const slow = await apply(deployment('slow', { 'towpath.test/never-ready': 'true' }));
    const found = await issues([slow, await current('good')], { timeoutMs: 3000 });
    expect(found.map(({ code, message }) => [code, /Deployment\/\w+/.exec(message)?.[0]])).toEqual([
      ['rollout-timeout', 'Deployment/slow'],
    ]);
  });

  it('reports an object that is deleted during the wait', async () => {
    const live = await never();
    let deletion: Promise<unknown> | undefined;
    // Its pods are counted when it is watched.
    const onProgress = ({ readiness }: ObjectProgress) => {
      if (readiness.pods?.new) deletion ??= cluster.remove(live);
    };
    expect(await issues([live], { onProgress })).toMatchObject([
      { code: 'rollout-failed', message: expect.stringContaining('deleted') },
    ]);
    await deletion;
  });

  it('reports an object that was deleted before the watch', async () => {
    const live = await never();
    await cluster.remove(live);
    waitFor(namespace, 'deployment/api', 'delete');
    expect(await issues([live])).toMatchObject([
      { code: 'rollout-failed', message: expect.stringContaining('was deleted') },
    ]);
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const waiting = wait([await never()], { signal: stop.signal }).catch((thrown) => thrown);
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await waiting).toBe(reason);
  });
});
