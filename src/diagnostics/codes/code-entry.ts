/** What docs/errors.md says of a code. */
export interface CodeEntry {
  /** What is wrong, for every issue with this code. */
  readonly summary: string;
  /** Why it is a problem, and how to mend it. */
  readonly advice: string;
}
