import type { LiveObject } from '../../cluster/cluster';
import type { ClusterEvent } from './cluster-event';

/** What becomes of a live object. */
export interface Readiness {
  /** `suspended`: somebody holds it back, and nothing happens until they let it go. */
  readonly state: 'ready' | 'progressing' | 'failed' | 'suspended';
  readonly message: string;
  /** Absent for what has no pods, and as long as no controller has seen what was asked for. */
  readonly pods?: PodCounts;
  /** What kubectl takes, besides cluster and namespace, to show more. */
  readonly look?: string;
}

export interface PodCounts {
  /** Of earlier revisions. */
  readonly old: number;
  readonly new: number;
  /** Both old and new ones. */
  readonly ready: number;
  readonly wanted: number;
}

/** What stands beside an object, of any owner. Absent where it is not known. */
export interface RelatedObjects {
  readonly pods?: readonly LiveObject[];
  readonly replicaSets?: readonly LiveObject[];
  readonly claims?: readonly LiveObject[];
  /** In the order in which they were told. */
  readonly events?: readonly ClusterEvent[];
}

/** Why something does not come up. */
export interface Blocker {
  readonly message: string;
  /** Whether waiting is of no use. */
  readonly isFatal: boolean;
  readonly look?: string;
}

/** The trouble to speak of: one that does not pass before one that may. */
export function worstBlocker(...blockers: readonly (Blocker | undefined)[]): Blocker | undefined {
  return blockers.find((blocker) => blocker?.isFatal) ?? blockers.find((blocker) => blocker !== undefined);
}

/** An object that is not there yet: failed when there is a trouble that does not pass. */
export function notReady(message: string, blocker?: Blocker, pods?: PodCounts): Readiness {
  const look = blocker?.look;
  return {
    state: blocker?.isFatal ? 'failed' : 'progressing',
    message: blocker ? `${message}; ${blocker.message}` : message,
    ...(pods && { pods }),
    ...(look !== undefined && { look }),
  };
}
