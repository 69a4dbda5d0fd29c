import { TowpathError } from '../diagnostics';
import { thrownIssues } from './thrown-issues';
import { lateChange } from './user-code';

/** Errors that were collected and not thrown yet; undefined while nobody collects them. */
let collected: unknown[] | undefined;

/**
 * Waits until Node has reported the rejected promises that no code handles. Applications can leave such promises
 * behind. The command line ends at the first of them, so that nothing is written after it.
 *
 * @throws TowpathError with these errors, if they are collected
 */
export async function lateFailures(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const change = lateChange();
  const errors = collected?.splice(0) ?? [];
  const issues = [...(change ? [change] : []), ...errors.flatMap((error) => thrownIssues(error, undefined))];
  if (issues.length > 0) throw new TowpathError(issues);
}

/** Runs work during which such errors do not end the command line: `lateFailures` throws them. */
export async function collectingLateFailures<T>(work: () => Promise<T>): Promise<T> {
  collected = [];
  try {
    return await work();
  } finally {
    collected = undefined;
  }
}

/** @returns whether the error was collected */
export function collectLateFailure(error: unknown): boolean {
  collected?.push(error);
  return collected !== undefined;
}
