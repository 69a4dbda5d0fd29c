import { types } from 'node:util';
import { errorIssue, type Issue, warningIssue } from '../diagnostics';
import { collectLateFailure } from '../workspace/late-failures';
import { thrownIssues } from '../workspace/thrown-issues';
import { lateChange } from '../workspace/user-code';
import { asksForJson } from './asks-for-json';
import { assertOpenOutputs } from './closed-outputs';
import { guardEnds, wasInterrupted } from './exit-guard';
import { fail } from './fail';
import { exitCodeOf, showIssues } from './issues';
import { jsonText } from './json';
import { runningCode } from './slow-code';
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
 * @param args of the command line
 * @returns a function to call when the command is done
 */
export function watchBackground(args: readonly string[], terminal: Terminal): () => void {
  /** The exit code of the command, which is set when the command is done. */
  let done: number | undefined;
  let isReported = false;
  const finish = () => {
    done = Number(process.exitCode ?? 0);
  };
  /** Gives a script the issues in place of the result, which a command prints when it is done. */
  const endWith = (issues: readonly Issue[]) => {
    if (done === undefined && asksForJson(args)) terminal.out(jsonText({ issues }));
  };
  const failLate = (error: unknown) => {
    if (collectLateFailure(error)) return;
    const change = lateChange();
    if (change) showIssues([change], terminal);
    const issues = thrownIssues(error, undefined);
    // An error without a location may be a bug in towpath, whose code throws only instances of Error.
    if (!types.isNativeError(error) || issues.some(({ location }) => location)) showIssues(issues, terminal);
    else fail(error, terminal);
    if (!endsProcess) return;
    endWith(issues);
    terminal.exit(exitCodeOf(issues));
    finish();
    process.exit();
  };
  const reportUnfinished = () => {
    if (isReported) return;
    isReported = true;
    const change = lateChange();
    const file = runningCode();
    const message =
      'the command did not finish: the code of an application ended the process, or waits for something that never happens';
    const issue = errorIssue('application-unfinished', message, { location: file ? { file } : undefined });
    const issues = change ? [change, issue] : [issue];
    showIssues(issues, terminal);
    endWith(issues);
    terminal.exit(2);
  };
  process.on('uncaughtException', failLate);
  // Without this listener, Node replaces a thrown value that is not an error by an error with its own message.
  process.on('unhandledRejection', failLate);
  process.on('exit', (code) => {
    if (done === undefined && !isByUser(code)) reportUnfinished();
  });
  guardEnds((code) => {
    if (done !== undefined || isByUser(code)) return Math.max(code, done ?? 0);
    reportUnfinished();
    return 2;
  });
  return () => {
    const change = lateChange();
    if (change) {
      showIssues([change], terminal);
      terminal.exit(2);
    }
    assertOpenOutputs(undefined);
    finish();
    endOpenHandles(terminal);
  };
}

/** Whether the process ends because a user has interrupted it twice. An application can use the exit code too. */
function isByUser(code: number): boolean {
  return code === 130 && wasInterrupted();
}

/** How long a process may live after its command is done. Milliseconds. */
const graceMs = 2000;

/** Ends a process that a timer, a server or a connection of an application keeps alive after the command is done. */
function endOpenHandles(terminal: Terminal): void {
  const end = () => {
    // A slow reader of the output has not read everything.
    if (process.stdout.writableLength > 0) return endOpenHandles(terminal);
    const message =
      'the code of an application left a timer, a server or a connection open, so towpath ended the process itself';
    showIssues([warningIssue('application-left-open', message)], terminal);
    process.exit();
  };
  // The timer itself keeps no process alive.
  setTimeout(end, graceMs).unref();
}
