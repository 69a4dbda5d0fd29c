/** The description of a code, as docs/errors.md shows it. */
export interface CodeEntry {
  /** The problem that all issues with this code have in common, in one sentence. */
  readonly summary: string;
  /** Why this is a problem, and how to fix it. */
  readonly advice: string;
  /** True if a cluster or another system failed, rather than the user's input. @default false */
  readonly isOfSystem?: boolean;
}
