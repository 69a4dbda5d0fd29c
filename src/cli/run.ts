import { CommanderError } from 'commander';
import { errorIssue, type Issue, printable, TowpathError, textOf } from '../diagnostics';
import { exitCodeOf, showIssues } from './issues';
import { program } from './program';
import type { Terminal } from './terminal';
import { Interrupted } from './until-interrupted';

/** Runs one call of the command line. It never throws, and never shows a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  if (args[0] === 'complete') return complete(args.slice(args[1] === '--' ? 2 : 1), terminal);
  try {
    await program(terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    fail(error, terminal);
    const hint = error instanceof CommanderError && usageHint(error.code, args);
    if (hint) terminal.err(hint);
  }
}

/** Prints what the last word can become, for the scripts of `towpath completion`. They show no errors. */
async function complete(words: readonly string[], terminal: Terminal): Promise<void> {
  const { candidatesFor } = await import('./completion/candidates');
  const found = candidatesFor(program(terminal), words);
  if (found.length > 0) terminal.out(found.join('\n'));
}

/** A hint for a call in which the names of environments are separated by spaces: `towpath status -e dev prod`. */
function usageHint(code: string, args: readonly string[]): string | undefined {
  if (code !== 'commander.excessArguments') return undefined;
  const [flag, ...values] = args.slice(args.findIndex((arg) => arg === '-e' || arg === '--env'));
  const end = values.findIndex((value) => value.startsWith('-'));
  const names = end === -1 ? values : values.slice(0, end);
  if (!flag?.startsWith('-') || names.length < 2) return undefined;
  return printable(`separate the names of environments with commas: ${flag} ${names.join(',')}`);
}

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

/** The issue for an error of the operating system, such as a full disk; undefined for any other error. */
function systemIssue(error: unknown): Issue | undefined {
  const { code, message } = Object(error) as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z\d]+$/.test(code)
    ? errorIssue('system-refused', textOf(message))
    : undefined;
}

function describe(error: unknown, { paint }: Terminal): string {
  const { message, stack } = Object(error) as NodeJS.ErrnoException;
  const [firstLine = '', ...frames] = (process.env.TOWPATH_DEBUG ? textOf(stack ?? error).split('\n') : []).map(
    printable,
  );
  if (firstLine !== '') return [firstLine, ...frames.map((frame) => `  ${frame.trim()}`)].join('\n');
  return `${paint.red('failed')}: ${printable(textOf(message ?? error))}\n  this is a bug in towpath; set TOWPATH_DEBUG=1 to see where it happened`;
}
