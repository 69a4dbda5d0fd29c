import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../project/repository';

/** The process that keeps a server, and ends with this one. */
export function startKeeper(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'jiti/register', join(root, 'tools/control-plane/serve.ts'), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** What it says when the server is ready. */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('its output goes elsewhere');
  const lines = createInterface({ input: stdout });
  for await (const line of lines) return line;
  throw new Error('the control plane did not start; its last words are above');
}

export async function endKeeper(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin?.end();
  await ended;
}
