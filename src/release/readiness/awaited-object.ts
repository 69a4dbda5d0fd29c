import type { LiveObject } from '../../cluster/cluster';
import type { Readiness } from './readiness';

/** An object that must become ready. */
export interface AwaitedObject {
  /** The server's answer when the object was applied. */
  readonly object: LiveObject;
  readonly application: string;
  /** Absent for an object beside the flows. */
  readonly flow?: string;
  /** Whether to wait until a job is complete, and not only until its pods run. @default true */
  readonly untilComplete?: boolean;
}

/** The readiness of the object so far. */
export interface ObjectProgress {
  readonly application: string;
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly readiness: Readiness;
  /** The newest event about the object or its newest pods. */
  readonly event?: { readonly reason: string; readonly message: string; readonly since: string };
}

/**
 * Whether there is nothing left to wait for. A suspended object is not waited for, except a job: a queue may have
 * suspended it, and what follows the job needs it to have run.
 */
export function isSettled({ kind, readiness }: ObjectProgress): boolean {
  return readiness.state === 'ready' || (readiness.state === 'suspended' && kind !== 'Job');
}
