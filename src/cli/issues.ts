import { count } from '../data/count';
import { formatIssue, type Issue, type IssuePaint, isOfSystem } from '../diagnostics';
import { groupedIssues } from './grouped-issues';
import type { Terminal } from './terminal';

/** Shows issues, equal ones once with all their places. Warnings come first, so that errors are the last lines on the screen. */
export function showIssues(issues: readonly Issue[], { err, paint }: Terminal): void {
  const colours: IssuePaint = {
    error: (text) => paint.bold(paint.red(text)),
    warning: (text) => paint.yellow(text),
    place: (text) => paint.cyan(text),
    faint: (text) => paint.dim(text),
  };
  const groups = groupIssues(groupedIssues(issues));
  const errors = groups.filter(([{ severity }]) => severity === 'error');
  const warnings = groups.filter(([{ severity }]) => severity === 'warning');
  for (const [issue, ...others] of [...warnings, ...errors]) err(formatIssue(issue, colours, others));
  const counts = [
    errors.length > 0 && count(errors.length, 'error'),
    warnings.length > 0 && count(warnings.length, 'warning'),
  ];
  if (groups.length > 1) err(paint.dim(counts.filter(Boolean).join(', ')));
}

/** 3 if an error belongs to another system, else 2, because the user can fix all of them. Warnings do not count. */
export function exitCodeOf(issues: readonly Issue[]): 2 | 3 {
  return issues.some(({ severity, code }) => severity === 'error' && isOfSystem(code)) ? 3 : 2;
}

/**
 * Groups issues that say the same about several places, in the order of their first ones: seven flows without a user are
 * one problem with seven places.
 */
function groupIssues(issues: readonly Issue[]): [Issue, ...Issue[]][] {
  const groups = new Map<string, [Issue, ...Issue[]]>();
  for (const issue of issues) {
    const { severity, code, message, hint } = issue;
    const key = JSON.stringify([severity, code, message, hint]);
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  return [...groups.values()];
}
