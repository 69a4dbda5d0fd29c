import type { CodeEntry, IssueCode } from './codes';

/** Reports whether a code means that a cluster or another system failed, rather than the user's input. */
export function isOfSystem(code: IssueCode): boolean {
  // The descriptions of the codes are long, and only an error needs them.
  const { codes } = require('./codes') as typeof import('./codes');
  return (codes[code] as CodeEntry).isOfSystem ?? false;
}
