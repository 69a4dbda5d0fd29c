import { thrown } from '../assembly/thrown';
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
    const issues = thrown(error, undefined);
    if (issues.some(({ location }) => location)) showIssues(issues, terminal);
    else fail(error, terminal);
    isDone = true;
    process.exit(process.exitCode || 2);
  };
  process.on('uncaughtException', failLate);
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
