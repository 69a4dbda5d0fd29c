import type { IssueCode, ValuePath } from '../../../diagnostics';

/** A problem of an object, before it is known where the object comes from. */
export interface ObjectViolation {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning';
  /** The path inside the object; empty for the whole object. */
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}
