import type { Command } from 'commander';
import { type IssueCode, TowpathError } from '../diagnostics';

/** What the words of a call mean in this workspace. */
export interface Meant {
  readonly environments: readonly string[];
  /** The call that is meant, if it is another one than the words say. */
  readonly call?: string | undefined;
}

export const nothingMeant: Meant = { environments: [] };

/** Looks up the names of the workspace, which takes a while, so that only a call that was refused needs it. */
export async function meantBy(command: Command): Promise<Meant> {
  const [{ knownNames }, { writtenCall }] = [await import('./known-names'), await import('./written-call')];
  const names = knownNames();
  return { environments: names.environments, call: writtenCall(command, names) };
}

/** The codes of errors about a word of a call. */
const aboutWords: readonly IssueCode[] = [
  'invalid-value',
  'promotion-source-unclear',
  'unknown-application',
  'unknown-environment',
  'unknown-flow',
  'unknown-path',
];

/**
 * Runs a command. If it refuses words that mean something in another form, its error has the call in the form that the
 * command takes.
 */
export async function withWrittenCall<T>(command: () => Command | undefined, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const called = command();
    if (!called || !TowpathError.is(error)) throw error;
    const isAboutWords = ({ code }: { readonly code: string }) => (aboutWords as readonly string[]).includes(code);
    const first = error.issues.find(isAboutWords);
    const { call } = first ? await meantBy(called) : nothingMeant;
    if (!first || call === undefined) throw error;
    // The call says what is meant by all words, so that the other errors about words are no further problems.
    throw new TowpathError([
      { ...first, hint: `write \`${call}\`` },
      ...error.issues.filter((issue) => !isAboutWords(issue)),
    ]);
  }
}
