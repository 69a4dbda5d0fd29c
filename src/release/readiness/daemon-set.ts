import type { LiveObject } from '../../cluster/cluster';
import { creationTrouble } from './creation-trouble';
import { type Judgement, notYet, type Pods, type Related, worst } from './judgement';
import { newestPods } from './newest-pods';
import { podsTrouble } from './pod-trouble';
import { isObserved, unobserved } from './status';

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
 * Ready when `kubectl rollout status` says so; with OnDelete, where that says nothing, when its pods are available.
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go
 */
export function judgeDaemonSet(object: LiveObject, related: Related): Judgement {
  const { spec, status = {} } = object as DaemonSet;
  if (!isObserved(object)) return notYet(unobserved);
  const { currentNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = status;
  const pods: Pods = {
    old: Math.max(currentNumberScheduled - updatedNumberScheduled, 0),
    new: updatedNumberScheduled,
    ready: status.numberReady ?? 0,
    wanted: status.desiredNumberScheduled ?? 0,
  };
  const isOnDelete = spec.updateStrategy?.type === 'OnDelete';
  const trouble = () => worst(podsTrouble(newestPods(object, related), related), creationTrouble(object, related));
  if (!isOnDelete && pods.new < pods.wanted) {
    return notYet(`${pods.new} of ${pods.wanted} nodes have a new pod`, trouble(), pods);
  }
  if (numberAvailable < pods.wanted) {
    return notYet(`${numberAvailable} of ${pods.wanted} pods available`, trouble(), pods);
  }
  const stay = pods.old > 0 ? `; ${pods.old} old ones stay until they are deleted (OnDelete)` : '';
  return { state: 'ready', message: `${pods.ready} of ${pods.wanted} pods ready${stay}`, pods };
}
