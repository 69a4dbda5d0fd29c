import { RunError } from '@pulumi/pulumi';
import { TowpathError } from '../../diagnostics';

/** Runs a function, and turns its error into one that Pulumi shows without a stack. */
export function showIssues<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw shown(error);
  }
}

/** Runs an asynchronous function, and turns its error into one that Pulumi shows without a stack. */
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
