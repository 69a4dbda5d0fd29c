import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Processes that work on one folder and end together. */
export class Processes {
  readonly #running: { readonly child: ChildProcess; readonly log: string }[] = [];

  /** @param folder their home, where the output of each goes to a file */
  constructor(readonly folder: string) {}

  start(program: string, args: readonly string[]): void {
    const log = join(this.folder, `${basename(program)}.log`);
    const output = openSync(log, 'w');
    // etcd takes options from variables, and none of the caller's are meant for it.
    const env = { HOME: this.folder };
    const child = spawn(program, args, { cwd: this.folder, env, stdio: ['ignore', output, output] });
    closeSync(output);
    // What cannot be started has no process id, and is told by `ended`.
    child.on('error', () => {});
    this.#running.push({ child, log });
  }

  /** The last words of one that ended by itself; undefined while all of them run. */
  ended(): string | undefined {
    const dead = this.#running.find(
      ({ child: { pid, exitCode, signalCode } }) => !pid || exitCode !== null || signalCode,
    );
    return dead && `${dead.child.spawnfile}\n${lastLines(dead.log)}`;
  }

  lastWords(): string {
    return this.#running.map(({ child, log }) => `${child.spawnfile}\n${lastLines(log)}`).join('\n');
  }

  /** Their data is thrown away, so there is nothing to end in good order. */
  kill(): void {
    for (const { child } of this.#running.splice(0)) child.kill('SIGKILL');
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
