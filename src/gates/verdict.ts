/** Whether a gate is open, and what shows that it is. An open gate has no reason. */
export interface Verdict {
  readonly reason?: string;
  readonly opensAt?: Date;
  readonly evidence?: string;
}
