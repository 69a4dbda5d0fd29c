import type { LiveObject } from '../../cluster/cluster';
import { creationBlocker } from './creation-blocker';
import { newestPods } from './newest-pods';
import { podsBlocker } from './pod-blocker';
import { notReady, type PodCounts, type Readiness, type RelatedObjects, worstBlocker } from './readiness';
import { isObserved, notObservedMessage } from './status';

interface DaemonSet extends LiveObject {
  readonly spec: { readonly updateStrategy?: { readonly type?: string } };
  readonly status?: {
    readonly currentNumberScheduled?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberReady?: number;
    readonly numberAvailable?: number;
  };
}

/**
 * A DaemonSet is ready when `kubectl rollout status` says so. With the strategy OnDelete, which that command does not
 * support, it is ready when its pods are available.
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go
 */
export function assessDaemonSet(object: LiveObject, related: RelatedObjects): Readiness {
  const { spec, status = {} } = object as DaemonSet;
  if (!isObserved(object)) return notReady(notObservedMessage);
  const { currentNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = status;
  const pods: PodCounts = {
    old: Math.max(currentNumberScheduled - updatedNumberScheduled, 0),
    new: updatedNumberScheduled,
    ready: status.numberReady ?? 0,
    wanted: status.desiredNumberScheduled ?? 0,
  };
  const isOnDelete = spec.updateStrategy?.type === 'OnDelete';
  const blocker = () =>
    worstBlocker(podsBlocker(newestPods(object, related), related), creationBlocker(object, related));
  if (!isOnDelete && pods.new < pods.wanted) {
    return notReady(`${pods.new} of ${pods.wanted} nodes have a new pod`, blocker(), pods);
  }
  if (numberAvailable < pods.wanted) {
    return notReady(`${numberAvailable} of ${pods.wanted} pods available`, blocker(), pods);
  }
  const stay = pods.old > 0 ? `; ${pods.old} old pods stay until they are deleted (OnDelete)` : '';
  return { state: 'ready', message: `${pods.ready} of ${pods.wanted} pods ready${stay}`, pods };
}
