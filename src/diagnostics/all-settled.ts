import { TowpathError } from '.';

/**
 * Waits until every promise has settled, also after one of them fails, so that no work goes on unwatched.
 *
 * @returns the results, in the order of the promises
 * @throws the first error that is not a TowpathError, unchanged, because it is a fault of the program; otherwise one
 *   TowpathError with the issues of every promise that failed
 */
export async function allSettled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const errors = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const unexpected = errors.find((error) => !TowpathError.is(error));
  if (unexpected !== undefined) throw unexpected;
  if (errors.length > 0)
    throw new TowpathError(errors.flatMap((error) => (TowpathError.is(error) ? error.issues : [])));
  return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
