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
    // Messages of git are read here, so they must not be translated. Hooks keep the locale of the user.
    env: { ...process.env, LANGUAGE: 'en' },
    encoding: 'utf8',
    timeout: patience,
    maxBuffer: 2 ** 28,
  });
  return { isDone: status === 0, stdout: stdout ?? '', stderr: reasonOf(error, stderr) };
}

/**
 * Why a program did not do its work, in its own words if it ran to its end. A program may end before it has read its
 * input, as git does at a lock file. Then the program says why, and the broken pipe (EPIPE) does not.
 */
export function reasonOf(error: NodeJS.ErrnoException | undefined, stderr: string | null): string {
  return error && error.code !== 'EPIPE' ? error.message : (stderr ?? '');
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

/**
 * The issue about a command that git did not carry out. A lock file, which a git that was killed leaves, is
 * `git-locked`.
 */
export function refusalOf(action: string, { stderr, stdout }: GitAnswer, code: Issue['code'] = 'git-refused'): Issue {
  const lock = lockFileIn(stderr);
  if (lock !== undefined) {
    const message = `git cannot ${action}: another git works in this repository, or one that was killed left its lock file \`${printableLine(lock)}\``;
    const hint =
      'wait until no other git runs, remove this file, and run the same command again; it goes on where it stopped';
    return errorIssue('git-locked', message, { hint });
  }
  const reason = printableLine((stderr.trim() || stdout.trim() || 'it gives no reason').slice(0, 2000));
  const hint = 'fix the cause, and run the same command again; it goes on where it stopped';
  return errorIssue(code, `git cannot ${action}: ${reason}`, { hint });
}

/** The lock file that a message of the local git names; undefined if it names none. */
function lockFileIn(stderr: string): string | undefined {
  for (const line of stderr.split('\n')) {
    const file = /^(?:fatal|error): (?:cannot lock ref '[^']*': )?Unable to create '(.+)': File exists\.$/.exec(
      line,
    )?.[1];
    if (file !== undefined) return file;
    const config = /^error: could not lock config file (.+): File exists$/.exec(line)?.[1];
    if (config !== undefined) return `${config}.lock`;
  }
  return undefined;
}
