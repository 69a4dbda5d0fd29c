import type { DeployEvent } from './deploy-event';

export interface ApplyPlanOptions {
  readonly forceConflicts?: boolean | undefined;
  /** Whether to wait until all objects are ready. @default true */
  readonly wait?: boolean | undefined;
  /** How long to wait for one step, and for all objects at the end. Milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: DeployEvent) => void;
  /** The revision that a rollback restores. */
  readonly restores?: number | undefined;
}
