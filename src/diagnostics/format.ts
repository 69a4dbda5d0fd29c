import type { Issue } from './issue';

/** How to colour the parts of an issue; plain text without one. */
export interface IssuePaint {
  error(text: string): string;
  warning(text: string): string;
  place(text: string): string;
  faint(text: string): string;
}

const plain: IssuePaint = { error: String, warning: String, place: String, faint: String };

/**
 * The one text form of an issue:
 *
 *     error unknown-flow: `apl` is not a flow of pssp
 *       at environments/prod.yaml:9:7 apps.pssp.flows.apl
 *       did you mean `api`?
 */
export function formatIssue(issue: Issue, paint: IssuePaint = plain): string {
  const lines = [`${paint[issue.severity](`${issue.severity} ${issue.code}`)}: ${issue.message}`];
  const place = [issue.location && formatLocation(issue.location), issue.path].filter(Boolean).join(' ');
  if (place) lines.push(`  ${paint.faint('at')} ${paint.place(place)}`);
  if (issue.hint) lines.push(...issue.hint.split('\n').map((line) => `  ${line}`));
  return lines.join('\n');
}

/** `file:line:column`, as editors and terminals make it clickable. */
export function formatLocation({ file, line, column }: NonNullable<Issue['location']>): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
