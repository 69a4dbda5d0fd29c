import type { LiveObject } from '../../cluster/cluster';
import type { Happening } from './happening';

/** What becomes of a live object. */
export interface Judgement {
  /** `suspended`: somebody holds it back, and nothing happens until they let it go. */
  readonly state: 'ready' | 'progressing' | 'failed' | 'suspended';
  readonly message: string;
  /** Absent for what has no pods, and as long as no controller has seen what was asked for. */
  readonly pods?: Pods;
  /** What kubectl takes, besides cluster and namespace, to show more. */
  readonly look?: string;
}

export interface Pods {
  /** Of earlier revisions. */
  readonly old: number;
  readonly new: number;
  /** Both old and new ones. */
  readonly ready: number;
  readonly wanted: number;
}

/** What stands beside an object, of any owner. Absent where it is not known. */
export interface Related {
  readonly pods?: readonly LiveObject[];
  readonly replicaSets?: readonly LiveObject[];
  readonly claims?: readonly LiveObject[];
  /** In the order in which they were told. */
  readonly events?: readonly Happening[];
}

/** Why something does not come up. */
export interface Trouble {
  readonly message: string;
  /** Whether waiting is of no use. */
  readonly isFatal: boolean;
  readonly look?: string;
}

/** The trouble to speak of: one that does not pass before one that may. */
export function worst(...troubles: readonly (Trouble | undefined)[]): Trouble | undefined {
  return troubles.find((trouble) => trouble?.isFatal) ?? troubles.find((trouble) => trouble !== undefined);
}

/** An object that is not there yet: failed when there is a trouble that does not pass. */
export function notYet(message: string, trouble?: Trouble, pods?: Pods): Judgement {
  const look = trouble?.look;
  return {
    state: trouble?.isFatal ? 'failed' : 'progressing',
    message: trouble ? `${message}; ${trouble.message}` : message,
    ...(pods && { pods }),
    ...(look !== undefined && { look }),
  };
}
