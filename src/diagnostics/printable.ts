import { hidden, stray } from './hidden-characters';

/**
 * Marks by which a CI system takes a command out of a log, wherever they stand in a line.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs for `##[command]`
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands for `##vso[command]`
 * @see https://www.jetbrains.com/help/teamcity/service-messages.html for `##teamcity[message]`
 */
const commandMark = /##(?=(?:vso|teamcity)?\[)/gi;

/** GitHub Actions takes `::command::` at the start of a line, after white space. */
const commandLine = /^([^\S\n]*):(?=:)/gm;

/** What only `formatIssue` may begin a line with. */
const issueHead = /^(\s*)([ew])(?=(?:rror|arning) [\w-]+:)/;

/**
 * Text from outside as a part of one line: what cannot be seen, ends the line, or controls a terminal or a CI system
 * is written as JSON writes it (`\n`, `\u001b`). Text that is printable stays as it is, in every language.
 */
export function printable(text: string): string {
  return escaped(text, hidden);
}

/** A line that begins with text from outside. No command of a CI system and no issue of ours begins like it. */
export function printableLine(text: string): string {
  return withoutCommandLines(printable(text)).replace(issueHead, (_, space, sign) => `${space}${escapeOf(sign)}`);
}

/** Several lines of our own making, with text from outside in them: the same, but for line feeds and tabs. */
export function printableLines(text: string): string {
  return withoutCommandLines(escaped(text, hidden, '\n\t'));
}

/** Whether a text may be shown, or written for others to show, as it stands. */
export function isPrintable(lines: string): boolean {
  return printableLines(lines) === lines;
}

function escaped(text: string, signs: RegExp, kept = ''): string {
  return text
    .replace(signs, (sign) => (kept.includes(sign) ? sign : escapeOf(sign)))
    .replace(stray, escapeOf)
    .replace(commandMark, `#${escapeOf('#')}`);
}

function withoutCommandLines(text: string): string {
  return text.replace(commandLine, (_, space) => `${space}${escapeOf(':')}`);
}

/** `\n`, `\u001b`: the escape of JSON, a pair of them for what UTF-16 has as a pair. */
function escapeOf(sign: string): string {
  const short = JSON.stringify(sign).slice(1, -1);
  if (short !== sign) return short;
  return sign.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
