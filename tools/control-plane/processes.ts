import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Processes that share one working folder and are ended together. */
export class Processes {
  readonly #running: { readonly child: ChildProcess; readonly log: string }[] = [];

  /** @param folder the working folder and home of the processes; the output of each goes to a file in it */
  constructor(readonly folder: string) {}

  start(program: string, args: readonly string[]): void {
    const log = join(this.folder, `${basename(program)}.log`);
    const output = openSync(log, 'w');
    // etcd reads options from environment variables, so it gets none of the caller's variables.
    const env = { HOME: this.folder };
    const child = spawn(program, args, { cwd: this.folder, env, stdio: ['ignore', output, output] });
    closeSync(output);
    // A program that cannot be started has no process id; `ended` reports it.
    child.on('error', () => {});
    this.#running.push({ child, log });
  }

  /** The last lines that a process wrote before it ended by itself, or undefined while all processes run. */
  ended(): string | undefined {
    const dead = this.#running.find(
      ({ child: { pid, exitCode, signalCode } }) => !pid || exitCode !== null || signalCode,
    );
    return dead && `${dead.child.spawnfile}\n${lastLines(dead.log)}`;
  }

  /** The last lines that each process has written. */
  lastOutput(): string {
    return this.#running.map(({ child, log }) => `${child.spawnfile}\n${lastLines(log)}`).join('\n');
  }

  /** Kills every process at once. None needs time to end in good order, because the data of all is thrown away. */
  kill(): void {
    for (const { child } of this.#running.splice(0)) child.kill('SIGKILL');
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
