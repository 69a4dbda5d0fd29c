import { RunError } from '@pulumi/pulumi';
import { TowpathError } from '../../diagnostics';

/** Turns an error into one that Pulumi shows without a stack. */
export function showIssues<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw shown(error);
  }
}

/** Does the same for asynchronous work. */
export function showIssuesOf<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error) => {
    throw shown(error);
  });
}

function shown(error: unknown): unknown {
  if (!TowpathError.is(error)) return error;
  const shownError = new RunError(error.message);
  // Pulumi prints the stack of a rejected promise even for such an error, so it is thrown synchronously.
  shownError.stack = shownError.message;
  return shownError;
}
