import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

const runs = 11;

/** Runs two programs of Node in turn, and tells the median of each and of the ratio pair by pair. */
export function measure(
  what: string,
  ours: readonly string[],
  peer: readonly string[],
  cwd = dirname(__dirname),
): string {
  time(ours, cwd);
  time(peer, cwd); // not counted: caches fill
  const pairs = Array.from({ length: runs }, () => [time(ours, cwd), time(peer, cwd)] as const);
  const a = median(pairs.map(([one]) => one));
  const b = median(pairs.map(([, other]) => other));
  const ratio = median(pairs.map(([one, other]) => one / other));
  return `${what}\n  ${a.toFixed(0)} ms / ${b.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (median of ${runs})`;
}

function time(args: readonly string[], cwd: string): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
