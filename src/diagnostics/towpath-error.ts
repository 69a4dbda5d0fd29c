import type { IssueCode } from './codes';
import { distinctIssues } from './distinct';
import { formatIssue } from './format';
import { errorIssue, type Issue, type IssueDetails } from './issue';

const MARK = Symbol.for('towpath.TowpathError');

/**
 * The error that towpath throws. It holds every problem that was found, not only the first.
 * `is` checks a mark instead of the class, because a project may have two copies of towpath installed.
 */
export class TowpathError extends Error {
  /** Reports whether `error` was thrown by any installed copy of towpath. */
  static is(error: unknown): error is TowpathError {
    return error instanceof Error && MARK in error;
  }

  override readonly name = 'TowpathError';

  /** All errors and warnings, in the order in which they were found, each once. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const distinct = distinctIssues(areIssues(issues) ? issues : [noIssues]);
    super(distinct.map((issue) => formatIssue(issue)).join('\n'));
    this.issues = distinct;
    Object.defineProperty(this, MARK, { value: true });
  }
}

/** The issue of an error that a program in JavaScript made of something else than issues. */
const noIssues = errorIssue('invalid-value', 'a TowpathError was made of something that is no list of issues');

function areIssues(issues: unknown): boolean {
  try {
    const isIssue = (issue: unknown) =>
      ['code', 'severity', 'message'].every((key) => typeof Reflect.get(Object(issue), key) === 'string');
    return Array.isArray(issues) && issues.every(isIssue) && JSON.stringify(issues) !== undefined;
  } catch {
    return false;
  }
}

/** Creates an error that holds one problem. */
export function issueError(code: IssueCode, message: string, details?: IssueDetails): TowpathError {
  return new TowpathError([errorIssue(code, message, details)]);
}
