import { CommanderError } from 'commander';
import { printable, TowpathError, textOf } from '../diagnostics';
import { exitCodeOf, showIssues } from './issues';
import { systemIssue } from './system-issue';
import type { Terminal } from './terminal';
import { Interrupted } from './until-interrupted';

/** Shows an error and sets the exit code. */
export function fail(error: unknown, terminal: Terminal): void {
  try {
    say(error, terminal);
  } catch {
    // An application can throw an error that throws again when it is read.
    terminal.err(`${terminal.paint.red('failed')}: an error was thrown whose message cannot be read`);
    terminal.exit(3);
  }
}

function say(error: unknown, terminal: Terminal): void {
  if (error instanceof CommanderError) {
    terminal.exit(error.exitCode === 0 ? 0 : 2);
  } else if (TowpathError.is(error)) {
    showIssues(error.issues, terminal);
    terminal.exit(exitCodeOf(error.issues));
  } else if (error instanceof Interrupted) {
    terminal.err('interrupted');
    terminal.exit(130);
  } else {
    const refusal = systemIssue(error);
    if (refusal && !process.env.TOWPATH_DEBUG) showIssues([refusal], terminal);
    else terminal.err(describe(error, terminal));
    terminal.exit(3);
  }
}

function describe(error: unknown, { paint }: Terminal): string {
  const { message, stack } = Object(error) as NodeJS.ErrnoException;
  const [firstLine = '', ...frames] = (process.env.TOWPATH_DEBUG ? textOf(stack ?? error).split('\n') : []).map(
    printable,
  );
  if (firstLine !== '') return [firstLine, ...frames.map((frame) => `  ${frame.trim()}`)].join('\n');
  return `${paint.red('failed')}: ${printable(textOf(message ?? error))}\n  this is a bug in towpath; set TOWPATH_DEBUG=1 to see where it happened`;
}
