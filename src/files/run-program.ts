import { spawnSync } from 'node:child_process';
import { durationText } from '../data/duration';
import { readFault } from './read-file';
import { ownVariables } from './variables';

export interface ProgramOptions {
  /** The folder in which the program runs. @default the current one */
  readonly cwd?: string;
  /** Standard input. @default none */
  readonly input?: string;
  /** Variables beside those of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** How long the program may run. Milliseconds. */
  readonly patience: number;
  /** How much the program may print. Bytes. */
  readonly limit: number;
  /** Ends a program that takes too long or prints too much. @default SIGKILL, because a program can ignore SIGTERM */
  readonly signal?: NodeJS.Signals;
}

/** How a program ended, and what it printed. */
export interface Ran {
  /** The exit code. Null if the program was not started, or was ended. */
  readonly status: number | null;
  /** Whether no program of this name is installed. */
  readonly isMissing: boolean;
  /** Empty if the program was ended. */
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Why the program was not started or was ended, to follow its name and a colon. Undefined if it ended by itself. */
  readonly problem: string | undefined;
}

/** Runs a program to its end, without a shell. It always ends: after the time and the output that it may take. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions): Ran {
  const { cwd, input = '', variables, patience, limit, signal: killSignal = 'SIGKILL' } = options;
  // Node.js throws an error for such a text.
  if ([...args, ...Object.values(variables ?? {})].some((text) => text.includes('\0')))
    return { status: null, isMissing: false, stdout: Buffer.alloc(0), stderr: '', problem: withNul };
  const { status, error, signal, stdout, stderr } = spawnSync(program, args, {
    ...{ input, killSignal, timeout: patience, maxBuffer: limit, env: { ...ownVariables(), ...variables } },
    ...(cwd !== undefined && { cwd }),
  });
  const problem = problemOf(error, signal, options);
  return {
    status: problem === undefined ? status : null,
    isMissing: (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT',
    // A part of an answer is no answer.
    stdout: problem === undefined ? stdout : Buffer.alloc(0),
    stderr: stderr?.toString() ?? '',
    problem,
  };
}

function problemOf(
  error: NodeJS.ErrnoException | undefined,
  signal: NodeJS.Signals | null,
  { patience, limit }: ProgramOptions,
): string | undefined {
  if (error?.code === 'ETIMEDOUT') return `it did not end within ${durationText(patience)}`;
  if (error?.code === 'ENOBUFS') return `it printed more than ${limit / 2 ** 20} MiB`;
  if (signal !== null) return `it was ended by the signal ${signal}`;
  // A program may end before it has read its input. Then its exit code and its messages say how it ended.
  return error === undefined || error.code === 'EPIPE' ? undefined : startFault(error);
}

/** Says why a program was not started. The text stands after the name of the program and a colon. */
export function startFault(error: NodeJS.ErrnoException): string {
  return faults[error.code ?? ''] ?? readFault(error);
}

const withNul = 'a text that it gets contains a NUL character';

const faults: Readonly<Record<string, string>> = {
  ENOENT: 'it is not installed',
  EACCES: 'you have no permission to run it',
  ENOEXEC: 'it is not a program',
  E2BIG: 'its arguments are too long',
  ERR_INVALID_ARG_VALUE: withNul,
};
