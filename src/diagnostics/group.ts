import type { Issue } from './issue';

/**
 * Groups issues that say the same about several places, in the order of their first ones: seven flows without a user are
 * one problem with seven places.
 */
export function groupIssues(issues: readonly Issue[]): [Issue, ...Issue[]][] {
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
