import { locationOfError, relativeToUser } from '../applications/call-site';
import { errorIssue, type Issue, type Location, TowpathError, textOf } from '../diagnostics';

/** The position that a parser puts on a line of its own at the end of its message. */
const parsePlace = /^(\S.*):(\d+):(\d+)$/;

/** The longest message that is shown. Characters. */
const longestMessage = 2000;

/** The issues of an error that a user's file threw: its message and line, without the stack. */
export function thrownIssues(error: unknown, file: string | undefined): readonly Issue[] {
  try {
    return issuesOf(error, file);
  } catch {
    // Reading the error may run code of the application again, in a getter or a proxy.
    const message = 'an error was thrown whose message cannot be read';
    return [errorIssue('application-not-loaded', message, { location: file ? { file } : undefined })];
  }
}

function issuesOf(error: unknown, file: string | undefined): readonly Issue[] {
  if (TowpathError.is(error)) return error.issues.map((issue) => withSite(issue, error));
  const location =
    (error instanceof Error ? (parseSite(error) ?? locationOfError(error)) : undefined) ??
    (file ? { file } : undefined);
  return [errorIssue('application-not-loaded', messageOf(error), { location })];
}

/** An error that an application's own line caused is reported at that line. */
function withSite(issue: Issue, error: Error): Issue {
  const location = issue.location ?? (issue.path ? undefined : locationOfError(error));
  return location ? { ...issue, location } : issue;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `the value \`${textOf(error)}\` was thrown instead of an error`;
  const [name, message] = [textOf(error.name), textOf(error.message)];
  if (name === 'RangeError' && message === 'Maximum call stack size exceeded') {
    return 'a function calls itself without end, or a value contains itself (Maximum call stack size exceeded)';
  }
  const [whole = ''] = message.split('\nRequire stack:', 1);
  const own = placeIn(whole) ? whole.slice(0, lastLineAt(whole)).trimEnd() : whole;
  const text = own.length > longestMessage ? `${own.slice(0, longestMessage)} …` : own;
  return name === 'Error' && text !== '' ? text : `${name}: ${text}`;
}

/** The parts of the position in the last line of a message; undefined if the message has one line or no position. */
function placeIn(message: string): RegExpExecArray | undefined {
  const at = lastLineAt(message);
  return (at > 0 && parsePlace.exec(message.slice(at).trim())) || undefined;
}

/** Where the last line with text starts. */
function lastLineAt(message: string): number {
  return message.trimEnd().lastIndexOf('\n') + 1;
}

function parseSite({ message }: Error): Location | undefined {
  const [, file, line, column] = placeIn(textOf(message)) ?? [];
  return file ? { file: relativeToUser(file), line: Number(line), column: Number(column) } : undefined;
}
