import type { IssueCode } from './codes';

/** A place in one of the user's files. Line and column start at 1. */
export interface Location {
  /** The path of the file, relative to the workspace. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A problem that towpath found in the user's input or in a cluster. */
export interface Issue {
  /** The code of the problem. docs/errors.md describes each code. */
  readonly code: IssueCode;
  /** An error stops the command. A warning is only shown. */
  readonly severity: 'error' | 'warning';
  /** The problem, in one sentence. */
  readonly message: string;
  /** How to fix the problem, in one line. */
  readonly hint?: string;
  /** The path to the value, as in the user's file, such as `apps.pssp.flows.api.replicas`. */
  readonly path?: string;
  readonly location?: Location;
}

/** The parts that an issue may lack. Those that are undefined or empty are left out of the issue. */
export interface IssueDetails {
  readonly hint?: string | undefined;
  readonly path?: string | undefined;
  readonly location?: Location | undefined;
}

/** Creates a problem that stops the command. */
export function errorIssue(code: IssueCode, message: string, details: IssueDetails = {}): Issue {
  return { code, severity: 'error', message, ...present(details) };
}

/** Creates a problem that is only shown. */
export function warningIssue(code: IssueCode, message: string, details: IssueDetails = {}): Issue {
  return { code, severity: 'warning', message, ...present(details) };
}

function present({ hint, path, location }: IssueDetails): Pick<Issue, 'hint' | 'path' | 'location'> {
  return { ...(hint && { hint }), ...(path && { path }), ...(location && { location }) };
}
