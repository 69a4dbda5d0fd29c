import type { ChildProcess, StdioOptions } from 'node:child_process';
import { assertOpenOutputs } from './closed-outputs';
import { guarded, type OutputName, type Outputs, outputs } from './outputs';
import { runningCode } from './slow-code';

/** How towpath itself writes once code of an application has run, which may replace the functions of the streams. */
let kept: Readonly<Record<OutputName, NodeJS.WriteStream['write']>> | undefined;

/** The outputs of towpath itself. */
export const ownOutputs: Outputs = {
  ...outputs,
  write(name, text) {
    if (kept) {
      assertOpenOutputs(runningCode());
      kept[name](text);
    } else outputs.write(name, text);
  },
  isScreen(name) {
    if (kept) assertOpenOutputs(runningCode());
    return outputs.isScreen(name);
  },
};

/**
 * Keeps the standard output for results, before code of an application runs. What that code prints or logs, or a program
 * that it starts, is a message, so it goes to standard error.
 */
export function keepOutputForResults(): void {
  const [stdout, stderr] = [guarded('stdout'), guarded('stderr')];
  kept = { stdout: stdout.write.bind(stdout), stderr: stderr.write.bind(stderr) };
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  for (const stream of [stdout, stderr]) keepOpen(stream);
  const { Console } = require('node:console') as typeof import('node:console');
  globalThis.console = new Console(stderr, stderr);
  redirectPrograms();
  redirectDescriptor();
}

/** Functions of `node:fs` that write to an open file, which their first argument names. */
const writers = [
  'write',
  'writeSync',
  'writev',
  'writevSync',
  'writeFile',
  'writeFileSync',
  'appendFile',
  'appendFileSync',
];

/**
 * Code that writes to the descriptor of the standard output itself, as the logger pino does, gets the standard error. The
 * streams of Node, which towpath uses, have their own functions.
 */
function redirectDescriptor(): void {
  const fs = require('node:fs') as Record<string, unknown>;
  const { syncBuiltinESMExports } = require('node:module') as typeof import('node:module');
  for (const name of writers) {
    const own = fs[name] as (...args: unknown[]) => unknown;
    const write = (target: unknown, ...rest: unknown[]) => own(target === 1 ? 2 : target, ...rest);
    // `promisify` finds its version of a function in a property.
    fs[name] = Object.defineProperties(write, Object.getOwnPropertyDescriptors(own));
  }
  syncBuiltinESMExports();
}

/** A stream that has ended would lose results. It stays open until the process ends, or until a write fails. */
function keepOpen(stream: NodeJS.WriteStream): void {
  const { destroy } = stream;
  const end = (...args: readonly unknown[]) => {
    if (typeof args[0] === 'string' || args[0] instanceof Uint8Array) stream.write(args[0]);
    const whenDone = args.find((arg) => typeof arg === 'function');
    if (whenDone) process.nextTick(whenDone);
    return stream;
  };
  const afterFailure = (error?: Error) => (error ? destroy.call(stream, error) : stream);
  Object.assign(stream, { end, destroy: afterFailure, destroySoon() {} });
}

/** Options of a program that is started. */
interface Started {
  stdio?: StdioOptions | undefined;
}

/** Programs that code of an application starts get the standard error in the place of the standard output. */
function redirectPrograms(): void {
  const childProcess = require('node:child_process') as typeof import('node:child_process');
  const { syncBuiltinESMExports } = require('node:module') as typeof import('node:module');
  const { ChildProcess } = childProcess;
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
