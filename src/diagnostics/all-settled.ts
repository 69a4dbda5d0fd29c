import { TowpathError } from '.';

/**
 * Waits for all of it, whatever fails: what was begun is never left alone.
 *
 * @throws TowpathError with everything that failed, in one; what is no problem of the user's comes before it, as it is
 */
export async function allSettled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const errors = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const strange = errors.find((error) => !TowpathError.is(error));
  if (strange !== undefined) throw strange;
  if (errors.length > 0)
    throw new TowpathError(errors.flatMap((error) => (TowpathError.is(error) ? error.issues : [])));
  return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
