import type { LiveMetadata, LiveObject } from '../../../src/cluster/cluster';
import type { ClusterEvent } from '../../../src/release/readiness/cluster-event';

type Fields = Readonly<Record<string, unknown>>;

/** An object as a server keeps it; its uid is its name. */
export function live(apiVersion: string, kind: string, metadata: Partial<LiveMetadata>, rest: Fields = {}): LiveObject {
  const name = metadata.name ?? 'api';
  return {
    apiVersion,
    kind,
    ...rest,
    metadata: { name, namespace: 'prod', uid: name, resourceVersion: '7', generation: 2, ...metadata },
  };
}

const owned = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: name, controller: true, blockOwnerDeletion: true }],
});

export function replicaSet(name: string, revision: string, status: Fields = {}): LiveObject {
  const metadata = {
    name,
    annotations: { 'deployment.kubernetes.io/revision': revision },
    ...owned('Deployment', 'api'),
  };
  return live('apps/v1', 'ReplicaSet', metadata, { spec: { replicas: 1 }, status });
}

export function pod(
  name: string,
  owner: LiveObject | undefined,
  status: Fields,
  more: Partial<LiveMetadata> = {},
): LiveObject {
  const metadata = { name, ...(owner && owned(owner.kind, owner.metadata.name)), ...more };
  const spec = { containers: [{ name: 'main', image: 'example/api:v2' }] };
  return live('v1', 'Pod', metadata, { spec, status });
}

/** The status of a pod whose one container is in a state. */
export function containerIn(state: Fields, more: Fields = {}): Fields {
  const container = {
    name: 'main',
    image: 'example/api:v2',
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state,
    lastState: {},
    ...more,
  };
  const conditions = [
    { type: 'PodScheduled', status: 'True', lastTransitionTime: '2026-11-21T17:00:00Z' },
    { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'containers with unready status: [main]' },
  ];
  return { phase: 'Pending', conditions, containerStatuses: [container] };
}

export const crashing = (restartCount: number, reason = 'Error', exitCode = 1) =>
  containerIn(
    {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 40s restarting failed container=main pod=api-1_prod(8e2f)',
      },
    },
    { restartCount, lastState: { terminated: { exitCode, reason, containerID: 'containerd://4f1c' } } },
  );

export const pulling = containerIn({
  waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "example/api:v2"' },
});

export const running = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [
    { name: 'main', ready: true, started: true, restartCount: 0, state: { running: {} }, lastState: {} },
  ],
};

export function eventAbout(
  about: string,
  reason: string,
  message: string,
  more: Partial<ClusterEvent> = {},
): ClusterEvent {
  const time = '2026-11-21T17:00:00Z';
  return { about, reason, message, isWarning: true, count: 1, since: time, last: time, isNew: true, ...more };
}
