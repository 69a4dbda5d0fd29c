import type { LiveObject } from '../../cluster/cluster';
import type { Readiness } from './readiness';

/** An object that has to come up. */
export interface AwaitedObject {
  /** As the server answered when it was applied. */
  readonly object: LiveObject;
  readonly application: string;
  /** Absent for what stands beside the flows. */
  readonly flow?: string;
  /** Of a job: whether its end is waited for, and not only that its pods run. @default true */
  readonly untilComplete?: boolean;
}

/** What became of it so far. */
export interface ObjectProgress {
  readonly application: string;
  readonly flow?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly readiness: Readiness;
  /** What was told last about it, or about its newest pods. */
  readonly event?: { readonly reason: string; readonly message: string; readonly since: string };
}

/**
 * Whether nothing is left to wait for. What somebody holds back on purpose is not waited for, but a job: it may be
 * a queue that holds it, and what comes after a job comes after it has run.
 */
export function isSettled({ kind, readiness }: ObjectProgress): boolean {
  return readiness.state === 'ready' || (readiness.state === 'suspended' && kind !== 'Job');
}
