import type { LiveObject } from '../../cluster/cluster';
import { ownedBy } from '../../cluster/owners';
import { creationBlocker } from './creation-blocker';
import { newestPods } from './newest-pods';
import { podsBlocker } from './pod-blocker';
import { type Blocker, notReady, type PodCounts, type Readiness, type RelatedObjects, worstBlocker } from './readiness';
import { conditionOf, isObserved, notObservedMessage } from './status';

interface StatefulSet extends LiveObject {
  readonly spec: {
    readonly replicas?: number;
    readonly podManagementPolicy?: string;
    readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } };
  };
  readonly status?: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

/**
 * A StatefulSet is ready when `kubectl rollout status` says so. With the strategy OnDelete, which that command does not
 * support, it is ready when its pods are ready.
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go
 */
export function assessStatefulSet(object: LiveObject, related: RelatedObjects): Readiness {
  const set = object as StatefulSet;
  if (!isObserved(object)) return notReady(notObservedMessage);
  const pods = podsOf(set);
  const awaited = awaitedOf(set, pods);
  if (awaited === undefined) return { state: 'ready', message: readyMessage(set, pods), pods };
  const blocker = worstBlocker(
    podsBlocker(newestPods(object, related), related),
    creationBlocker(object, related),
    blockedByOld(set, related),
  );
  return notReady(awaited, blocker, pods);
}

function podsOf({ spec, status = {} }: StatefulSet): PodCounts {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  return { old: replicas - updatedReplicas, new: updatedReplicas, ready: readyReplicas, wanted: spec.replicas ?? 1 };
}

function awaitedOf({ spec, status }: StatefulSet, pods: PodCounts): string | undefined {
  if (pods.ready < pods.wanted) return `${pods.ready} of ${pods.wanted} pods ready`;
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type === 'OnDelete') return undefined;
  if (rollingUpdate?.partition === undefined) {
    const isUpdated = status?.updateRevision === status?.currentRevision;
    return isUpdated ? undefined : `${pods.new} of ${pods.wanted} new pods created`;
  }
  const due = pods.wanted - rollingUpdate.partition;
  return pods.new < due ? `${pods.new} of ${due} new pods created` : undefined;
}

function readyMessage({ spec }: StatefulSet, { old, ready, wanted }: PodCounts): string {
  const message = `${ready} of ${wanted} pods ready`;
  if (old <= 0) return message;
  const stays =
    spec.updateStrategy?.type === 'OnDelete' ? 'until they are deleted (OnDelete)' : 'because of the partition';
  return `${message}; ${old} old pods stay ${stays}`;
}

/**
 * With ordered pod management a pod is replaced only when all others are ready. An old pod that never becomes ready
 * therefore blocks the new revision that would fix it.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
 */
function blockedByOld(set: StatefulSet, related: RelatedObjects): Blocker | undefined {
  if (set.spec.podManagementPolicy === 'Parallel') return undefined;
  const newer = newestPods(set, related);
  const stuck = ownedBy(set, related.pods).find(
    (pod) => !pod.metadata.deletionTimestamp && !newer.includes(pod) && conditionOf(pod, 'Ready')?.status === 'False',
  );
  if (!stuck) return undefined;
  const { name } = stuck.metadata;
  const message = `pod ${name} of the old revision is not ready and blocks the new revision; delete this pod to continue`;
  return { message, isFatal: false, look: `describe pod/${name}` };
}
