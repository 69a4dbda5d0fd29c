/** Whether a gate is open, and by whose word. An open gate has no reason. */
export interface Verdict {
  readonly reason?: string;
  readonly opensAt?: Date;
  readonly evidence?: string;
}
