import { type Issue, TowpathError } from 'towpath';

/** The issues that something fails with; empty when it does not. */
export async function failure(work: () => Promise<unknown>): Promise<readonly Issue[]> {
  try {
    await work();
  } catch (error) {
    if (TowpathError.is(error)) return error.issues;
    throw error;
  }
  return [];
}

/** The same as `code file:line:column`, as far as there is a place. */
export async function failureAt(work: () => Promise<unknown>): Promise<string[]> {
  return (await failure(work)).map(({ code, location: { file, line, column } = {} }) =>
    [code, [file, line, column].filter((part) => part !== undefined).join(':')].join(' ').trim(),
  );
}
