import type { IssueCode } from './codes';

/** A place in a file of the user's. Line and column count from 1. */
export interface Location {
  /** Path as the user would write it, relative to the workspace. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One problem, as data. Only the command line turns it into text. */
export interface Issue {
  /** An entry of the registry in `codes.ts`, and so of docs/errors.md. */
  readonly code: IssueCode;
  /** An error stops the command; a warning is shown. */
  readonly severity: 'error' | 'warning';
  /** What was found, in one sentence. */
  readonly message: string;
  /** What to do about it, in one line. */
  readonly hint?: string;
  /** The user's own path to the value, such as `apps.pssp.flows.api.replicas`. */
  readonly path?: string;
  readonly location?: Location;
}
