import type { LiveObject } from '../../cluster/cluster';
import { creationBlocker, isQuota } from './creation-blocker';
import { newestPods } from './newest-pods';
import { podsBlocker } from './pod-blocker';
import { type Blocker, notReady, type PodCounts, type Readiness, type RelatedObjects, worstBlocker } from './readiness';
import { conditionOf, isObserved, notObservedMessage } from './status';

interface DeploymentObject extends LiveObject {
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { maxUnavailable?: number | string } };
  };
  readonly status?: {
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
  };
}

/**
 * A Deployment is ready when `kubectl rollout status` says so.
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go
 */
export function assessDeployment(object: LiveObject, related: RelatedObjects): Readiness {
  const deployment = object as DeploymentObject;
  if (!isObserved(object)) return notReady(notObservedMessage);
  const pods = podsOf(deployment);
  if (deployment.spec.paused) {
    const look = `rollout resume deployment/${object.metadata.name}`;
    return { state: 'suspended', message: 'paused; resume it with `kubectl rollout resume`', pods, look };
  }
  const awaited = awaitedOf(deployment, pods);
  if (awaited === undefined) return { state: 'ready', message: `${pods.ready} of ${pods.wanted} pods ready`, pods };
  return notReady(awaited, fatalPastDeadline(deployment, worstBlocker(...blockersOf(deployment, pods, related))), pods);
}

function podsOf({ spec, status = {} }: DeploymentObject): PodCounts {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  return { old: replicas - updatedReplicas, new: updatedReplicas, ready: readyReplicas, wanted: spec.replicas ?? 1 };
}

function awaitedOf({ status }: DeploymentObject, pods: PodCounts): string | undefined {
  const available = status?.availableReplicas ?? 0;
  if (pods.new < pods.wanted) return `${pods.new} of ${pods.wanted} new pods created`;
  if (pods.old > 0) return `${pods.old} old ${pods.old === 1 ? 'pod is' : 'pods are'} pending termination`;
  if (available < pods.new) return `${available} of ${pods.new} new pods available`;
  return undefined;
}

function blockersOf(deployment: DeploymentObject, pods: PodCounts, related: RelatedObjects): (Blocker | undefined)[] {
  const creation = creationBlocker(deployment, related);
  const passes = creation && isQuota(creation) && givesWay(deployment, pods);
  return [
    podsBlocker(newestPods(deployment, related), related),
    creation && { ...creation, isFatal: creation.isFatal && !passes },
  ];
}

/** Whether old pods end before new ones are ready, which frees their share of a quota. */
function givesWay({ spec }: DeploymentObject, { old, wanted }: PodCounts): boolean {
  if (old <= 0) return false;
  const { type, rollingUpdate } = spec.strategy ?? {};
  const some = rollingUpdate?.maxUnavailable ?? '25%';
  const number = typeof some === 'number' ? some : Math.floor((Number.parseInt(some, 10) * wanted) / 100);
  return type === 'Recreate' || number > 0;
}

/** After the Deployment's own deadline, no blocker counts as temporary. */
function fatalPastDeadline(deployment: DeploymentObject, blocker: Blocker | undefined): Blocker | undefined {
  if (conditionOf(deployment, 'Progressing')?.reason !== 'ProgressDeadlineExceeded') return blocker;
  const { message, ...rest } = blocker ?? {};
  const text = ['ProgressDeadlineExceeded', message].filter(Boolean).join('; ');
  return { ...rest, message: text, isFatal: true };
}
