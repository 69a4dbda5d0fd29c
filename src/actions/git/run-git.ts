import { spawnSync } from 'node:child_process';
import { errorIssue, type Issue, printableLine, TowpathError } from '../../diagnostics';

export interface GitAnswer {
  /** Whether git ended with 0. */
  readonly isDone: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** How long a command of git may take, such as a push over a slow network. Milliseconds. */
const patience = 300_000;

/**
 * Runs git with an argument vector, without a shell.
 * @param input for standard input. @default none
 */
export function runGit(root: string, args: readonly string[], input = ''): GitAnswer {
  const { status, error, stdout, stderr } = spawnSync('git', args, {
    cwd: root,
    input,
    encoding: 'utf8',
    timeout: patience,
    maxBuffer: 2 ** 28,
  });
  return { isDone: status === 0, stdout: stdout ?? '', stderr: error ? error.message : stderr };
}

/**
 * The output of git.
 * @param action what git was to do, to follow `git cannot`
 * @throws TowpathError `git-refused` with what git says
 */
export function gitOutput(root: string, action: string, args: readonly string[], input?: string): string {
  const answer = runGit(root, args, input);
  if (answer.isDone) return answer.stdout;
  throw new TowpathError([refusalOf(action, answer)]);
}

export function refusalOf(action: string, { stderr, stdout }: GitAnswer, code: Issue['code'] = 'git-refused'): Issue {
  const reason = printableLine((stderr.trim() || stdout.trim() || 'it gives no reason').slice(0, 2000));
  const hint = 'fix the cause, and run the same command again; it goes on where it stopped';
  return errorIssue(code, `git cannot ${action}: ${reason}`, { hint });
}
