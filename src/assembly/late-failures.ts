import { setImmediate } from 'node:timers/promises';

/**
 * Waits until Node has reported the promises that failed, and that nobody waits for. Code of applications can leave
 * such promises behind; the command line ends at the first of them, so that nothing is written after it.
 */
export async function lateFailures(): Promise<void> {
  await setImmediate();
}
