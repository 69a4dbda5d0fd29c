import { healthOf } from '../../../src/actions/deployments/health';
import type { KeptRelease } from '../../../src/actions/deployments/kept-releases';
import {
  commitInTag,
  introducingRelease,
  mainContainer,
  runningDigest,
} from '../../../src/actions/deployments/version';
import { versionSince } from '../../../src/actions/deployments/version-since';
import type { LiveObject } from '../../../src/cluster/cluster';
import { live, madeOf } from '../../helpers/live-object';

const digest = `sha256:${'0a'.repeat(32)}`;
const alone = { pods: [], replicaSets: [], jobs: [] };

function release(revision: number, tag: string): KeptRelease {
  const flows = { api: { kind: 'service', image: `example/api:${tag}`, tag } } as const;
  const instanceRef = { instance: 'shop', namespace: 'prod' };
  const about = { application: 'shop', environment: 'prod', instance: 'shop', by: 'me', ran: [] };
  return { ...about, revision, flows, instanceRef, state: 'deployed', at: `2026-11-0${revision}T00:00:00.000Z` };
}

it.each([
  ['7e12345', '7e12345'],
  ['v1.2.0-3-g0a1b2c3', '0a1b2c3'],
  ['0123456789012345678901234567890123456789', '0123456789012345678901234567890123456789'],
  ['20261121', undefined],
  ['v1.2.0', undefined],
  ['feed', undefined],
  [undefined, undefined],
])('the tag %s is the commit %s', (tag, commit) => {
  expect(commitInTag(tag)).toBe(commit);
});

describe('the release that brought a version', () => {
  const releases = [release(5, 'v2'), release(4, 'v2'), release(3, 'v1'), release(2, 'v2')];

  it('is the oldest of the newest releases that all have the version', () => {
    expect(introducingRelease('example/api:v2', 'api', releases)?.revision).toBe(4);
  });

  it('is undefined if the running version was not released', () => {
    expect(introducingRelease('example/api:v3', 'api', releases)).toBeUndefined();
    expect(introducingRelease('example/api:v1', 'api', releases)).toBeUndefined();
  });
});

describe('since', () => {
  const workload = live('apps/v1', 'Deployment', {
    name: 'api',
    generation: 4,
    annotations: { 'deployment.kubernetes.io/revision': '2' },
  });
  const set = live('apps/v1', 'ReplicaSet', {
    name: 'api-2',
    annotations: { 'deployment.kubernetes.io/revision': '2' },
    creationTimestamp: '2026-10-01T00:00:00Z',
  });
  const related = { ...alone, replicaSets: [madeOf(workload, set)] };

  it('is the time of the release', () => {
    const kept = [release(3, 'v2'), release(2, 'v1')];
    expect(versionSince(workload, kept[0], kept, related)).toBe('2026-11-03T00:00:00.000Z');
  });

  it('is the creation time of the pods if the version may be older than all stored releases', () => {
    const kept = [release(3, 'v2'), release(2, 'v2')];
    expect(versionSince(workload, kept[1], kept, related)).toBe('2026-10-01T00:00:00Z');
  });

  it('is undefined if an object changed at an unknown time', () => {
    const schedule = (generation: number) =>
      live('batch/v1', 'CronJob', { name: 'api', generation, creationTimestamp: '2026-01-01T00:00:00Z' });
    expect(versionSince(schedule(1), undefined, [], alone)).toBe('2026-01-01T00:00:00Z');
    expect(versionSince(schedule(2), undefined, [], alone)).toBeUndefined();
  });
});

describe('the digest that runs', () => {
  const stateful = live('apps/v1', 'StatefulSet', { name: 'api' }, { status: { updateRevision: 'r2' } });
  const running = (name: string, imageID: string, revision = 'r2') => {
    const labels = { 'controller-revision-hash': revision };
    const status = { containerStatuses: [{ name: 'main', imageID }] };
    return madeOf(stateful, live('v1', 'Pod', { name, labels }, { status }));
  };
  const of = (...pods: LiveObject[]) => runningDigest(stateful, 'main', { ...alone, pods });

  it('is the digest that the pods of this version report', () => {
    const pods = [running('api-0', `docker.io/example/api@${digest}`), running('api-1', 'example/api@sha256:0', 'r1')];
    expect(of(...pods)).toBe(digest);
  });

  it('is undefined if pods run different digests or a local image', () => {
    const other = digest.replace('0a', '1b');
    expect(of(running('api-0', `e/api@${digest}`), running('api-1', `e/api@${other}`))).toBeUndefined();
    expect(of(running('api-0', digest))).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});

it('the main container is the one that runs the image of the flow', () => {
  const containers = [
    { name: 'proxy', image: 'example/proxy:v9' },
    { name: 'main', image: 'example/api:v2' },
  ];
  const workload = live('apps/v1', 'Deployment', {}, { spec: { template: { spec: { containers } } } });
  expect(mainContainer(workload, { kind: 'service', image: 'example/api:v1' })?.name).toBe('main');
  expect(mainContainer(workload, undefined)?.name).toBe('proxy');
});

describe('the state', () => {
  it('of a schedule is that of its last finished job', () => {
    const schedule = live('batch/v1', 'CronJob', { name: 'nightly' }, { spec: { schedule: '@daily' } });
    const run = (day: number, type?: string) => {
      const status = { conditions: type ? [{ type, status: 'True' }] : [] };
      const metadata = { name: `run-${day}`, creationTimestamp: `2026-11-0${day}T00:00:00Z` };
      return madeOf(schedule, live('batch/v1', 'Job', metadata, { spec: {}, status }));
    };
    const state = (...jobs: LiveObject[]) => healthOf(schedule, { ...alone, jobs }).state;
    expect(state(run(1, 'Failed'), run(2, 'Complete'))).toBe('healthy');
    expect(state(run(1, 'Complete'), run(2, 'Failed'), run(3))).toBe('failed');
    expect(state()).toBe('healthy');
  });

  it('of a workload with zero replicas or suspended is stopped', () => {
    const status = { observedGeneration: 2 };
    const none = live('apps/v1', 'Deployment', {}, { spec: { replicas: 0 }, status });
    expect(healthOf(none, alone).state).toBe('stopped');
    const held = live('batch/v1', 'CronJob', {}, { spec: { schedule: '@daily', suspend: true } });
    expect(healthOf(held, alone).state).toBe('stopped');
  });

  it('of a paused rollout is not stopped, because its pods keep running', () => {
    const status = { observedGeneration: 2, replicas: 1, readyReplicas: 1 };
    const paused = live('apps/v1', 'Deployment', {}, { spec: { replicas: 1, paused: true }, status });
    expect(healthOf(paused, alone).state).toBe('progressing');
  });
});
