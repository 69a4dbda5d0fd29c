import { join } from 'node:path';
import { root as repository } from '../project/repository';
import { ended, type Outcome, start } from './cli';

/** One call of the command line. */
export interface Call {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the call is about, for who reads that it failed. */
  readonly source?: string;
}

export type Said = Pick<Outcome, 'code' | 'stdout' | 'stderr'>;

/**
 * Makes many calls in one process: to start a process for each would take minutes.
 *
 * @param isTTY whether the terminal is a screen, which shows colours
 * @param isHurried whether pauses between requests to a server are a hundred times shorter
 */
export async function outcomesOf(calls: readonly Call[], isTTY = false, isHurried = false): Promise<Said[]> {
  const script = join(repository, 'test/fixtures/calls.cjs');
  const input = JSON.stringify({ isTTY, isHurried, calls });
  const { code, stdout, stderr } = await ended(start(repository, [script], { TERM: 'xterm' }, input));
  if (code !== 0) throw new Error(`the calls ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Said[];
}
