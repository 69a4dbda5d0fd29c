import type { DeployEvent } from './deploy-event';

export interface ApplyPlanOptions {
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until all objects are ready. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for one step, and for all objects at the end. Milliseconds. */
  readonly timeoutMs: number;
  /** How long to wait while nothing changes. Milliseconds. @default as long as `timeoutMs` */
  readonly activityTimeoutMs?: number | undefined;
  /** How often a container may fail before its object counts as failed. @default 3 */
  readonly failuresAllowed?: number | undefined;
  /** Whether a failure shows the last lines and events of the pods that are not ready. @default false */
  readonly logs?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: DeployEvent) => void;
  /** Why the release is deployed although a gate is closed. @default no gate is closed */
  readonly override?: string | undefined;
  /** The codes of the rules that the promotion of these versions broke. @default none */
  readonly lifted?: readonly string[] | undefined;
  /** The revision that a rollback restores. */
  readonly restores?: number | undefined;
}
