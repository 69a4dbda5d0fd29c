import type { z } from 'zod';
import { typeNames } from '../data/type-names';

/** Describes the expected value of a zod issue, for schemas without an error text of their own. */
export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return typeNames[String(issue.expected)] ?? String(issue.expected);
  // A long list would hide the suggestion after it.
  if (issue.code === 'invalid_value' && issue.values.length > 20) return `one of ${issue.values.length} known names`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${sizeText(issue.minimum, issue.origin)}`;
  if (issue.code === 'too_big')
    return `${issue.inclusive === false ? 'less than' : 'at most'} ${sizeText(issue.maximum, issue.origin)}`;
  if (issue.code === 'not_multiple_of') return `a multiple of ${String(issue.divisor)}`;
  if (issue.code === 'invalid_format') return formatText(issue);
  if (issue.code === 'invalid_union') return 'a value of another type';
  if (issue.code === 'invalid_element') return 'another value';
  // The message of a check in an application's own schema is undefined here, and replaces this text.
  return issue.code === 'custom' ? 'another value' : undefined;
}

/** Such as `1 character` for a text and `2 entries` for a list. */
function sizeText(size: unknown, origin: string): string {
  const [one, several] = sizeUnits[origin] ?? ['', ''];
  return `${String(size)} ${Number(size) === 1 ? one : several}`.trim();
}

const sizeUnits: Record<string, readonly [one: string, several: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
};

function formatText(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  const { format, prefix, suffix, includes, pattern } = issue as Record<string, unknown>;
  if (format === 'starts_with') return `text that starts with \`${String(prefix)}\``;
  if (format === 'ends_with') return `text that ends with \`${String(suffix)}\``;
  if (format === 'includes') return `text that contains \`${String(includes)}\``;
  if (format === 'regex') return `text of the form ${String(pattern)}`;
  return `text in the format ${String(format)}`;
}
