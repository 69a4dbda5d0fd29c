import { hiddenCharacters, strayJoiners } from './hidden-characters';

/**
 * Matches marks that a CI system reads as a command anywhere in a line of a log.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs for `##[command]`
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands for `##vso[command]`
 * @see https://www.jetbrains.com/help/teamcity/service-messages.html for `##teamcity[message]`
 */
const commandMark = /##(?=(?:vso|teamcity)?\[)/gi;

/** Matches a line that GitHub Actions reads as a command: `::command::` at its start, after white space. */
const commandLine = /^([^\S\n\r\u2028\u2029]*):(?=:)/gm;

/** Matches the start of a line that looks like the output of `formatIssue`. */
const issueHead = /^(\s*)([ew])(?=(?:rror|arning) [\w-]+:)/;

/**
 * Makes text from outside safe to show as part of a line. Characters that are invisible, end the line, or control a
 * terminal or a CI system become JSON escapes (`\n`, `\u001b`). Printable text of every language is unchanged.
 */
export function printable(text: string): string {
  return escaped(text, hiddenCharacters);
}

/** Makes text from outside safe to start a line with: it cannot look like a CI command or an issue of towpath. */
export function printableLine(text: string): string {
  return withoutCommandLines(printable(text)).replace(issueHead, (_, space, sign) => `${space}${escapeOf(sign)}`);
}

/** Makes several lines that contain text from outside safe to show. Line feeds and tabs are kept. */
export function printableLines(text: string): string {
  return withoutCommandLines(escaped(text, hiddenCharacters, '\n\t'));
}

/** Reports whether a text of one or more lines can be shown without escapes. */
export function isPrintable(lines: string): boolean {
  return printableLines(lines) === lines;
}

function escaped(text: string, signs: RegExp, kept = ''): string {
  return text
    .replace(signs, (sign) => (kept.includes(sign) ? sign : escapeOf(sign)))
    .replace(strayJoiners, escapeOf)
    .replace(commandMark, `#${escapeOf('#')}`);
}

function withoutCommandLines(text: string): string {
  return text.replace(commandLine, (_, space) => `${space}${escapeOf(':')}`);
}

/** Returns the JSON escape of a character, such as `\n` or `\u001b`; a surrogate pair becomes two escapes. */
function escapeOf(sign: string): string {
  const short = JSON.stringify(sign).slice(1, -1);
  if (short !== sign) return short;
  return sign.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
