import childProcess, { ChildProcess, type StdioOptions } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { runningCode } from './slow-code';

/**
 * Keeps the standard output for results. What the code of an application prints, or a program that it starts, is a
 * message, so it goes to standard error.
 *
 * @returns writes to the standard output
 */
export function keepOutputForResults(): (text: string) => void {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  redirectPrograms();
  return (text) => void write(text);
}

/** Options of a program that is started. */
interface Started {
  stdio?: StdioOptions | undefined;
}

/** Programs that code of an application starts get the standard error in the place of the standard output. */
function redirectPrograms(): void {
  const { spawn } = ChildProcess.prototype as unknown as { spawn(options: Started): number };
  Object.assign(ChildProcess.prototype, {
    spawn(this: ChildProcess, options: Started) {
      return spawn.call(this, { ...options, stdio: redirected(options.stdio) });
    },
  });
  const functions = childProcess as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    const start = functions[name];
    functions[name] = (...args) => start?.(...args.map(withRedirection));
  }
  syncBuiltinESMExports();
}

function withRedirection(arg: unknown): unknown {
  const hasStdio = typeof arg === 'object' && arg !== null && 'stdio' in arg;
  return hasStdio ? { ...arg, stdio: redirected(arg.stdio as StdioOptions) } : arg;
}

function redirected(stdio: StdioOptions | undefined): StdioOptions | undefined {
  if (runningCode() === undefined) return stdio;
  if (stdio === 'inherit') return [0, 2, 2];
  if (!Array.isArray(stdio)) return stdio;
  return stdio.map((entry, at) => {
    const isOutput = entry === 1 || entry === process.stdout || (entry === 'inherit' && at === 1);
    return isOutput ? 2 : entry;
  });
}
