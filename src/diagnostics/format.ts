import type { Issue } from './issue';
import { printable, printableLines } from './printable';

/** Functions that colour the parts of an issue. */
export interface IssuePaint {
  error(text: string): string;
  warning(text: string): string;
  place(text: string): string;
  faint(text: string): string;
}

const plain: IssuePaint = { error: String, warning: String, place: String, faint: String };

/**
 * Formats an issue as text, without colours unless `paint` is given:
 *
 *     error unknown-flow: the application `pssp` has no flow `apl`
 *       at environments/prod.yaml:9:7 apps.pssp.flows.apl
 *       did you mean `api`?
 *
 * Each part takes one line. Quoted text is escaped, so it cannot start a new line or control the terminal.
 *
 * @param others issues that say the same about other places; each place takes one line
 */
export function formatIssue(issue: Issue, paint: IssuePaint = plain, others: readonly Issue[] = []): string {
  const { severity, code, message, hint } = issue;
  const lines = [`${paint[severity](printable(`${severity} ${code}`))}: ${printable(message)}`];
  const places = [issue, ...others].map(({ location, path }) =>
    [location && formatLocation(location), path].filter(Boolean).join(' '),
  );
  for (const place of new Set(places.filter(Boolean)))
    lines.push(`  ${paint.faint('at')} ${paint.place(printable(place))}`);
  if (hint) lines.push(printableLines(`  ${printable(hint)}`));
  return lines.join('\n');
}

/** Formats a location as `file:line:column`, which editors and terminals turn into a link. */
export function formatLocation({ file, line, column }: NonNullable<Issue['location']>): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
