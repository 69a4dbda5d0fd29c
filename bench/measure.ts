import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** Runs two programs in turn, and tells the median of each and of the ratio pair by pair. */
export function measure(
  what: string,
  ours: readonly string[],
  peer: readonly string[],
  { cwd = dirname(__dirname), env = process.env, runs = 11, before = () => {} }: MeasureOptions = {},
): string {
  const pair = (round: number) => {
    before(round);
    return [time(ours, cwd, env), time(peer, cwd, env)] as const;
  };
  pair(0); // not counted: caches fill
  const pairs = Array.from({ length: runs }, (_, index) => pair(index + 1));
  const a = median(pairs.map(([one]) => one));
  const b = median(pairs.map(([, other]) => other));
  const ratio = median(pairs.map(([one, other]) => one / other));
  return `${what}\n  ${a.toFixed(0)} ms / ${b.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (median of ${runs})`;
}

export interface MeasureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly runs?: number;
  /** Called before each pair of runs, outside of the measured time. The first round is 0. */
  readonly before?: (round: number) => void;
}

/** The command line of a program of Node. */
export function node(...args: readonly string[]): readonly string[] {
  return [process.execPath, ...args];
}

function time([program = '', ...args]: readonly string[], cwd: string, env: NodeJS.ProcessEnv): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
