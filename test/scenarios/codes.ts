import { failure } from '../helpers/outcome';

/** The codes of the problems that work fails with; none where it succeeds. */
export async function codesOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await failure(work)).map(({ code }) => code);
}
