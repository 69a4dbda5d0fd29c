import { errorIssue, type Issue } from '../diagnostics';

/** The issue for an error that commander found in a call. Commander's own suggestion becomes the hint. */
export function usageIssue(text: string): Issue {
  const [message = '', suggestion] = text
    .trim()
    .replace(/^error: /, '')
    .split(/\n\((?=Did you mean )/);
  const hint = suggestion?.replace(/^D/, 'd').replace(/\)$/, '');
  return errorIssue('invalid-call', message, { hint });
}
