import { types } from 'node:util';
import { collectLateFailure } from '../workspace/late-failures';
import { thrownIssues } from '../workspace/thrown-issues';
import { fail } from './fail';
import { exitCodeOf, showIssues } from './issues';
import type { Terminal } from './terminal';

let endsProcess = true;

/** From now on, an error of the application's background code is shown and does not end the process. */
export function surviveBackground(): void {
  endsProcess = false;
}

/**
 * Guards against code of an application that fails after it was awaited, ends the process, or waits for ever. None of
 * these may look like success.
 *
 * @returns a function to call when the command is done
 */
export function watchBackground(terminal: Terminal): () => void {
  let isDone = false;
  const failLate = (error: unknown) => {
    if (collectLateFailure(error)) return;
    const issues = thrownIssues(error, undefined);
    // An error without a location may be a bug in towpath, whose code throws only instances of Error.
    if (!types.isNativeError(error) || issues.some(({ location }) => location)) showIssues(issues, terminal);
    else fail(error, terminal);
    if (!endsProcess) return;
    isDone = true;
    process.exit(process.exitCode || exitCodeOf(issues));
  };
  process.on('uncaughtException', failLate);
  // Without this listener, Node replaces a thrown value that is not an error by an error with its own message.
  process.on('unhandledRejection', failLate);
  process.on('exit', (code) => {
    // A user who interrupts twice wants the process to end at once.
    if (isDone || code === 130) return;
    terminal.err(
      'the command did not finish: the code of an application ended the process, or waits for something that never happens',
    );
    terminal.exit(2);
  });
  return () => {
    isDone = true;
  };
}
