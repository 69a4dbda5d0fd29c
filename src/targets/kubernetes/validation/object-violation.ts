import type { IssueCode, ValuePath } from '../../../diagnostics';

/** What is wrong with an object, before it is known where the object comes from. */
export interface ObjectViolation {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** Inside the object; empty for the object as a whole. */
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}
