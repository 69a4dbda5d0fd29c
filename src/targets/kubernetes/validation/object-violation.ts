import type { IssueCode, ValuePath } from '../../../diagnostics';

/** A problem of an object, with a path that is relative to the object. */
export interface ObjectViolation {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** The path inside the object; empty for the whole object. */
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}
