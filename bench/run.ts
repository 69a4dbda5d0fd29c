import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Commands that are run one after another, as one piece of work. */
export interface Work {
  readonly commands: readonly (readonly string[])[];
  readonly cwd?: string;
  /** Runs before the commands and is not measured. */
  readonly before?: () => void;
  /** A text that the standard output of each command must contain. */
  readonly prints?: string;
  /** The exit code of each command. @default 0 */
  readonly code?: number;
  /** Whether the memory of the commands, which are programs of Node.js, is measured. @default false */
  readonly isWeighed?: boolean;
}

export interface Sample {
  readonly wallMs: number;
  /** Time of all processors, in the program and in the system. */
  readonly cpuMs: number;
  /** The most memory that a process had, if the work has `isWeighed`. */
  readonly megabytes: number;
}

/** Bash measures the command alone, without the start of bash itself. The command is passed as arguments. */
const script = 'TIMEFORMAT="%R %U %S"; time "$@"';

/** Loaded by Node.js before a program, it prints the most memory that the process had. */
const scales = `--require=${join(__dirname, 'peak-memory.cjs')}`;

/** Runs each command as a process of its own, and adds up their times. */
export function sample({ commands, cwd, before, prints, code = 0, isWeighed }: Work, env: NodeJS.ProcessEnv): Sample {
  before?.();
  let [wallMs, cpuMs, megabytes] = [0, 0, 0];
  for (const command of commands) {
    const stdout = prints === undefined ? 'ignore' : 'pipe';
    const run = spawnSync('bash', ['-c', script, 'bash', ...command], {
      ...(cwd && { cwd }),
      env: isWeighed ? { ...env, NODE_OPTIONS: scales } : env,
      encoding: 'utf8',
      stdio: ['ignore', stdout, 'pipe'],
      maxBuffer: 2 ** 28,
    });
    const isRight = run.status === code && (prints === undefined || run.stdout.includes(prints));
    if (!isRight) throw new Error(`${command.join(' ')} ended with ${run.status}: ${run.stdout ?? ''}${run.stderr}`);
    const [wall = 0, user = 0, system = 0] = (run.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    wallMs += wall * 1000;
    cpuMs += (user + system) * 1000;
    megabytes = Math.max(megabytes, Number(/^peak (\d+) KiB$/m.exec(run.stderr)?.[1] ?? 0) / 1024);
  }
  return { wallMs, cpuMs, megabytes };
}
