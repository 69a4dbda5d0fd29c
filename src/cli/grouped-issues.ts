import { type Issue, shortList } from '../diagnostics';

/** Matches a message about one object: `Deployment/shop-api: what is wrong`. */
const ofObject = /^([A-Z][A-Za-z0-9]*\/[\w.:-]+): (.+)$/s;

/** How many objects with the same problem are named. */
const mostNamed = 5;

/** Issues in which objects with the same problem share one issue, so that 150 objects do not repeat one message. */
export function groupedIssues(issues: readonly Issue[]): Issue[] {
  const groups = new Map<string, { readonly issue: Issue; readonly names: string[]; readonly problem: string }>();
  for (const issue of issues) {
    const [, name, problem = ''] = ofObject.exec(issue.message) ?? [];
    const key =
      name === undefined ? JSON.stringify(issue) : JSON.stringify({ ...issue, message: problem, grouped: true });
    const group = groups.get(key) ?? { issue, names: [], problem };
    if (name !== undefined) group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ issue, names, problem }) => {
    if (names.length < 2) return issue;
    return { ...issue, message: `${shortList(names, mostNamed).join(', ')}: ${problem}` };
  });
}
