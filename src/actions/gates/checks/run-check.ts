import { spawn } from 'node:child_process';
import { durationText } from '../../../data/duration';
import { ownVariables } from '../../../files/variables';
import type { CheckResult } from '../../../gates/gate-facts';
import { lastLines, withoutTerminalCodes } from '../../../release/pod-output/last-lines';
import { supervisor } from './supervisor';

/** How long a check may run. Milliseconds. */
const longestCheck = 600_000;

/** How much of the end of the output is kept. Bytes. */
const keptOutput = 16_384;

export interface CheckOptions {
  /** The folder of the workspace, in which the check runs. */
  readonly root: string;
  /** The environments that versions come from, and the one that gets them. */
  readonly from: readonly string[];
  readonly to: string;
  /** Ends the check. */
  readonly signal?: AbortSignal | undefined;
  /** @default ten minutes */
  readonly limitMs?: number;
}

/**
 * Runs the program of a check without a shell, and waits for its end. The program, and what it started, ends when the
 * time is over, and also when this process is killed.
 *
 * @throws the reason of `signal` if it is aborted
 */
export async function runCheck(
  command: readonly string[],
  { root, from, to, signal, limitMs = longestCheck }: CheckOptions,
): Promise<CheckResult> {
  signal?.throwIfAborted();
  const env = { ...ownVariables(), TOWPATH_FROM: from.join(','), TOWPATH_TO: to };
  const child = spawn(process.execPath, ['-e', supervisor, '--', ...command], {
    ...{ cwd: root, env, stdio: 'pipe', detached: true },
  });
  // The supervisor ends the program as soon as its standard input is closed.
  const end = () => child.stdin.destroy();
  child.stdin.on('error', () => {});
  signal?.addEventListener('abort', end, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, limitMs);
  let output: Buffer = Buffer.alloc(0);
  const keep = (chunk: Buffer) => {
    output = Buffer.concat([output, chunk]).subarray(-keptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    signal?.throwIfAborted();
    if (code === 0 && !isLate) return {};
    const lines = lastLines(withoutTerminalCodes(output.toString()));
    const reason = isLate ? `it did not end within ${durationText(limitMs)}` : `it ended with ${code}`;
    return { reason, output: lines };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
