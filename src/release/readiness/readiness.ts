import type { LiveObject } from '../../cluster/cluster';
import type { ClusterEvent } from './cluster-event';

/** The readiness of a live object. */
export interface Readiness {
  /** `suspended`: somebody has paused the object, and nothing happens until they resume it. */
  readonly state: 'ready' | 'progressing' | 'failed' | 'suspended';
  readonly message: string;
  /** Absent for kinds without pods, and until a controller has seen the newest generation. */
  readonly pods?: PodCounts;
  /** Arguments of kubectl that show more, without cluster and namespace. */
  readonly look?: string;
}

export interface PodCounts {
  /** Pods of earlier revisions. */
  readonly old: number;
  readonly new: number;
  /** Old and new pods together. */
  readonly ready: number;
  readonly wanted: number;
}

/** Objects related to an object, of any owner. Absent if they are not known. */
export interface RelatedObjects {
  readonly pods?: readonly LiveObject[];
  readonly replicaSets?: readonly LiveObject[];
  readonly claims?: readonly LiveObject[];
  /** Events in the order in which they occurred. */
  readonly events?: readonly ClusterEvent[];
  /** How often a container may fail before it counts as failed. @default 3 */
  readonly failuresAllowed?: number | undefined;
}

/** Why an object does not become ready. */
export interface Blocker {
  readonly message: string;
  /** Whether waiting cannot help. */
  readonly isFatal: boolean;
  readonly look?: string;
}

/** The blocker to report: a permanent one before a temporary one. */
export function worstBlocker(...blockers: readonly (Blocker | undefined)[]): Blocker | undefined {
  return blockers.find((blocker) => blocker?.isFatal) ?? blockers.find((blocker) => blocker !== undefined);
}

/** The readiness of an object that does not exist yet. It is `failed` if a blocker is permanent. */
export function notReady(message: string, blocker?: Blocker, pods?: PodCounts): Readiness {
  const look = blocker?.look;
  return {
    state: blocker?.isFatal ? 'failed' : 'progressing',
    message: blocker ? `${message}; ${blocker.message}` : message,
    ...(pods && { pods }),
    ...(look !== undefined && { look }),
  };
}
