import type { Issue } from './issue';
import { TowpathError } from './towpath-error';

/**
 * Calls a function. If it throws a TowpathError, its issues are passed to `add` and the result is undefined, so that
 * later problems can be found too. Other errors are thrown.
 */
export function collected<T>(add: (...issues: readonly Issue[]) => void, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    add(...error.issues);
    return undefined;
  }
}
