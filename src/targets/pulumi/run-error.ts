import { RunError } from '@pulumi/pulumi';
import { TowpathError } from '../../diagnostics';

/** What Pulumi shows as it stands, where it would print the stack of another error. */
export function showIssues<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw shown(error);
  }
}

/** The same for work that takes its time. */
export function showIssuesOf<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error) => {
    throw shown(error);
  });
}

function shown(error: unknown): unknown {
  if (!TowpathError.is(error)) return error;
  const shownError = new RunError(error.message);
  // Of a promise that is rejected, Pulumi prints the stack, also of such an error.
  shownError.stack = shownError.message;
  return shownError;
}
