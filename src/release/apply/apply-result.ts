import type { KubernetesObject } from '../../assembly/application-assembly';
import type { ObjectRef } from '../../cluster/cluster';
import { refOf } from '../../cluster/object-ref';
import type { Issue } from '../../diagnostics';
import type { Action } from '../plan/plan-object';
import type { PodOutput } from '../pod-output/pod-output';
import type { Release } from '../store/release';

/** An object that a deploy changes or deletes. */
export interface ChangedObject extends ObjectRef {
  /** Absent for an object beside the flows. */
  readonly flow?: string;
  readonly action: Action | 'pruned';
}

/** A workload that was changed, and runs what is declared now. */
export interface NewWorkload {
  readonly flow?: string;
  /** The tag or digest of the flow's image. */
  readonly version?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly isReady: boolean;
}

/** The result of one deploy. */
export interface ApplyResult {
  readonly application: string;
  /** `unchanged`: there was nothing to do. `deleted`: the application was removed. `stopped`: it was interrupted. */
  readonly state: 'deployed' | 'unchanged' | 'deleted' | 'failed' | 'stopped';
  /** The release that the deploy wrote. Absent if it wrote none. */
  readonly release?: Release;
  /** The newest successful release before it. Absent if there is none. */
  readonly previous?: number;
  readonly applied: readonly ChangedObject[];
  /** The planned changes that were not made. Empty if the deploy succeeded. */
  readonly notApplied: readonly ChangedObject[];
  /** The workloads among the applied objects. */
  readonly workloads: readonly NewWorkload[];
  /** With `logs`: the last lines and events of pods that did not become ready. Absent if there are none. */
  readonly pods?: readonly PodOutput[];
  /** Present if there are any, such as that the release is too large to be stored. */
  readonly warnings?: readonly Issue[];
}

/** The object of an event or of a result. */
export function changed(object: KubernetesObject, action: ChangedObject['action'], flow?: string): ChangedObject {
  return { ...(flow !== undefined && { flow }), ...refOf(object), action };
}
