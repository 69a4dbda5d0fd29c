import type { IssueCode, ValuePath } from '../diagnostics';

/** A problem with a value. Its path is relative to the checked data, and it has no file and line yet. */
export interface SchemaViolation {
  /** An issue made from the finding has `decided-by-application` or `decided-by-deployment` for `decided-elsewhere`. */
  readonly code: IssueCode | 'decided-elsewhere';
  readonly path: ValuePath;
  /** Where the data shows the problem: the map in which a value is missing. @default path */
  readonly place?: ValuePath;
  readonly message: string;
  readonly hint?: string;
}
