import { formatIssue } from './format';
import type { Issue } from './issue';

const MARK = Symbol.for('towpath.TowpathError');

/**
 * What towpath throws: every problem that was found, not the first alone.
 * Recognised by a mark instead of its class, so that two installed copies agree.
 */
export class TowpathError extends Error {
  /** Whether `error` was thrown by (any copy of) towpath. */
  static is(error: unknown): error is TowpathError {
    return error instanceof Error && MARK in error;
  }

  override readonly name = 'TowpathError';

  constructor(
    /** All problems, errors and warnings, in the order in which they were found. */
    readonly issues: readonly Issue[],
  ) {
    super(issues.map((issue) => formatIssue(issue)).join('\n'));
    Object.defineProperty(this, MARK, { value: true });
  }
}
