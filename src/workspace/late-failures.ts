import { setImmediate } from 'node:timers/promises';

/**
 * Waits until Node has reported the rejected promises that no code handles. Applications can leave such promises
 * behind. The command line ends at the first of them, so that nothing is written after it.
 */
export async function lateFailures(): Promise<void> {
  await setImmediate();
}
