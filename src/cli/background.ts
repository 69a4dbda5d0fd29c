import { types } from 'node:util';
import { thrownIssues } from '../workspace/thrown-issues';
import { showIssues } from './issues';
import { fail } from './run';
import type { Terminal } from './terminal';

/**
 * What an application's file can do beside throwing: fail when nobody waits for it any more, end the
 * process, or wait for what never comes. None of them may look like success.
 *
 * @returns to be called when the command is done
 */
export function watchBackground(terminal: Terminal): () => void {
  let isDone = false;
  const failLate = (error: unknown) => {
    const issues = thrownIssues(error, undefined);
    // An error without a place may be a fault of towpath's, which throws nothing but errors.
    if (!types.isNativeError(error) || issues.some(({ location }) => location)) showIssues(issues, terminal);
    else fail(error, terminal);
    isDone = true;
    process.exit(process.exitCode || 2);
  };
  process.on('uncaughtException', failLate);
  // Without this listener, Node wraps what is no error into an error of its own words.
  process.on('unhandledRejection', failLate);
  process.on('exit', (code) => {
    // Whoever interrupts it twice does not want it to come to its end.
    if (isDone || code === 130) return;
    terminal.err(
      'the command did not come to its end: an application ended the process, or waits for what never comes',
    );
    terminal.exit(2);
  });
  return () => {
    isDone = true;
  };
}
