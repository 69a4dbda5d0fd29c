import { join } from 'node:path';
import { root as repository } from '../project/repository';
import { ended, start } from './cli';

/**
 * How much more work the second doubling of a size may add than the first one. Linear work adds 2 times as much,
 * quadratic work 4 times. Sorting is between them.
 */
const mostGrowth = 3.2;

// V8 forgets the counts of code that it discards, so it has to keep all code (`--no-flush-bytecode`). Even so it starts
// to count some small functions late; code that was not counted in the first two sizes is left out.
const script = join(repository, 'test/fixtures/work/count.cjs');

/**
 * The pieces of code that ran too often for a subject of a size, twice the size and four times the size, with the
 * additional work of the first and of the second doubling.
 *
 * @param work a file of `test/fixtures/work`
 * @param subjects make a subject of a size
 * @returns a list for each of them
 */
export async function steeper(
  work: string,
  size: number,
  subjects: readonly ((size: number) => object)[],
): Promise<string[][]> {
  const series = subjects.map((subject) => [size, size, 2 * size, 4 * size].map(subject));
  const input = JSON.stringify({ long: size, work, series });
  const { stdout, stderr } = await ended(start(repository, ['--no-flush-bytecode', script], {}, input));
  if (stdout === '') throw new Error(stderr);
  // Work for each pair grows by more than this in the second doubling, and what is below it may vary.
  const leastSteep = (4 * size) ** 2 / 4;
  return (JSON.parse(stdout) as Record<string, number>[][]).map(([small = {}, middle = {}, large = {}]) =>
    Object.keys(large)
      .map((code) => {
        const [a = 0, b = 0, c = 0] = [small[code], middle[code], large[code]];
        return { code, first: b - a, second: c - b, isCounted: b > 0 && b >= a };
      })
      .filter(({ isCounted }) => isCounted)
      .filter(({ first, second }) => second > leastSteep && second > mostGrowth * first)
      .map(({ code, first, second }) => `${code}: ${first} more, then ${second} more`),
  );
}
