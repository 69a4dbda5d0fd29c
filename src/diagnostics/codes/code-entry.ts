/** What docs/errors.md says of a code. */
export interface CodeEntry {
  /** What is wrong, for every issue with this code. */
  readonly summary: string;
  /** Why it is a problem, and how to mend it. */
  readonly advice: string;
  /** Whether a cluster, or another system, failed, and not whoever gave the command. @default false */
  readonly isOfSystem?: boolean;
}
