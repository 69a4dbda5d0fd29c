import { randomInt } from 'node:crypto';

/** A round takes about a minute. */
const usualRounds = 10;

/**
 * The seeds to run the property tests with, one a round: `TOWPATH_SEED` alone, or as many new ones as
 * `TOWPATH_ROUNDS` says, 10 by default.
 * @throws Error for a variable that holds something else than a whole number
 */
export function seedsFrom(env: NodeJS.ProcessEnv): number[] {
  const seed = wholeNumber(env, 'TOWPATH_SEED');
  if (seed !== undefined) return [seed];
  const rounds = wholeNumber(env, 'TOWPATH_ROUNDS') ?? usualRounds;
  return Array.from({ length: rounds }, () => randomInt(2 ** 31));
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$|^[12]\d{9}$/.test(text)) throw new Error(`${name} is "${text}": expected a whole number`);
  return Number(text);
}
