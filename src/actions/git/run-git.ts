import { errorIssue, type Issue, printableLine, TowpathError } from '../../diagnostics';
import { runProgram } from '../../files/run-program';

export interface GitAnswer {
  /** Whether git ended with 0. */
  readonly isDone: boolean;
  /** The exit code of git. Null if it was not started, or was ended. */
  readonly status: number | null;
  readonly stdout: string;
  /** What git says about its work, or why it was not started or was ended. */
  readonly stderr: string;
}

/** What git prints, before it is read as text. */
export type GitBytes = Omit<GitAnswer, 'stdout'> & { readonly stdout: Buffer };

/** How long a command of git may take, such as a push over a slow network. Milliseconds. */
const patience = 300_000;

/** The largest output of git that is read as text. Bytes. */
const largestText = 2 ** 26;

/** The largest output of git that holds files. Bytes. */
const largestFiles = 2 ** 28;

/**
 * Runs git with an argument vector, without a shell.
 * @param input for standard input. @default none
 */
export function runGit(root: string, args: readonly string[], input = ''): GitAnswer {
  const answer = run(root, args, input, largestText);
  return { ...answer, stdout: answer.stdout.toString() };
}

/** Runs git like `runGit`, for output that is not text as a whole. */
export function runGitForBytes(root: string, args: readonly string[], input = ''): GitBytes {
  return run(root, args, input, largestFiles);
}

function run(root: string, args: readonly string[], input: string, limit: number): GitBytes {
  const { status, stdout, stderr, problem } = runProgram('git', args, {
    ...{ cwd: root, input, patience, limit },
    // Messages of git are read here, so they must not be translated. Hooks keep the locale of the user.
    variables: { LANGUAGE: 'en' },
    // At this signal git deletes its lock files.
    signal: 'SIGTERM',
  });
  return { isDone: status === 0, status, stdout, stderr: problem ?? stderr };
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

/** What git prints on standard output, without white space around it; undefined if git fails or does not exist. */
export function gitText(root: string, ...args: readonly string[]): string | undefined {
  const { isDone, stdout } = runGit(root, args);
  return isDone ? stdout.trim() : undefined;
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
