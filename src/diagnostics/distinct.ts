import type { Issue } from './issue';

/** The issues without repetitions: two parts of a command may find the same problem. */
export function distinctIssues(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
