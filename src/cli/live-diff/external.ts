import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectDiff } from '../../actions/diff/live';
import { issueError } from '../../diagnostics';
import { writeFiles } from '../../files/write-files';
import { fileNameOf } from './file-name';
import { yamlOf } from './hunks';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Shows a diff with the program of `KUBECTL_EXTERNAL_DIFF`, which gets a folder with the live objects and one with the
 * planned objects.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/
 * @returns the exit code of the program: 0 equal, 1 different
 */
export async function externalDiff(command: string, objects: readonly ObjectDiff[]): Promise<0 | 1> {
  const folders: string[] = [];
  let child: ChildProcess | undefined;
  const clear = () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  const stop = (signal: NodeJS.Signals) => {
    child?.kill(signal);
    clear();
    leave();
    process.kill(process.pid, signal);
  };
  const leave = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    // `mkdtemp` makes folders that only the user who runs towpath can open.
    const temporary = realpathSync(tmpdir());
    for (const side of ['LIVE-', 'MERGED-']) folders.push(mkdtempSync(join(temporary, side)));
    const [live = '', merged = ''] = folders;
    writeFiles(live, new Map(objects.map((object) => [fileNameOf(object), yamlOf(object.before)])), { mode: 0o600 });
    writeFiles(merged, new Map(objects.map((object) => [fileNameOf(object), yamlOf(object.after)])), { mode: 0o600 });
    const { program, args } = callOf(command);
    child = spawn(program, [...args, live, merged], { stdio: 'inherit' });
    return await exitCodeOf(child, program);
  } finally {
    leave();
    clear();
  }
}

/** Splits the variable as kubectl does, without a shell, and keeps only arguments that a shell would not change. */
export function callOf(command: string): { readonly program: string; readonly args: readonly string[] } {
  const [program = '', ...args] = command.trim().split(/\s+/);
  return { program, args: args.filter((arg) => /^[a-zA-Z0-9=-]+$/.test(arg)) };
}

function exitCodeOf(child: ChildProcess, program: string): Promise<0 | 1> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) =>
      reject(issueError('external-diff-failed', `the diff program \`${program}\` ${message}`));
    child.on('error', ({ message }) => fail(`cannot be run: ${message}`));
    child.on('close', (code, signal) => {
      if (code === 0 || code === 1) resolve(code);
      else
        fail(
          code === null
            ? `was ended by the signal ${signal}`
            : `ended with the exit code ${code}, which must be 0 or 1`,
        );
    });
  });
}
