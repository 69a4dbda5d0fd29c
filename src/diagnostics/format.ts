import type { Issue } from './issue';
import { printable, printableLines } from './printable';

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
 *
 * Every part takes one line: whatever an issue quotes, it cannot end the line, begin another or control what shows it.
 */
export function formatIssue(issue: Issue, paint: IssuePaint = plain): string {
  const { severity, code, message, location, path, hint } = issue;
  const lines = [`${paint[severity](printable(`${severity} ${code}`))}: ${printable(message)}`];
  const place = [location && formatLocation(location), path].filter(Boolean).join(' ');
  if (place) lines.push(`  ${paint.faint('at')} ${paint.place(printable(place))}`);
  if (hint) lines.push(printableLines(`  ${printable(hint)}`));
  return lines.join('\n');
}

/** `file:line:column`, as editors and terminals make it clickable. */
export function formatLocation({ file, line, column }: NonNullable<Issue['location']>): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
