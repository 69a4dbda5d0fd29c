import { errorIssue, type Issue, type Location, TowpathError } from '../../diagnostics';
import { readFault, readUserText } from '../../files/read-file';

/** Where an entry of a kubeconfig is written, for messages. */
export interface EntryPlace {
  /** The entry as messages name it, such as "the user `dev`". */
  readonly owner: string;
  /** The place of one of its fields, if it was read from a file. */
  readonly locationOf: (field: string) => Location | undefined;
}

/** The text that a field of a kubeconfig holds, or the text of the file that the field names. */
export interface Content {
  readonly text: string;
  /** What holds the text, as messages name it. */
  readonly name: string;
  readonly location?: Location | undefined;
}

/** Fields that name a file. The field with `-data` after its name holds the content itself. */
type FileKey = 'certificate-authority' | 'client-certificate' | 'client-key';

type Entry = { readonly [key in FileKey | `${FileKey}-data`]?: string | undefined } & {
  readonly place?: EntryPlace | undefined;
};

/**
 * Data in the kubeconfig itself, or in a file that it names.
 * @throws TowpathError `credentials-failed`
 */
export function content(entry: Entry, key: FileKey): Content | undefined {
  const data = entry[`${key}-data` as const];
  if (!data) return fileContent(entry[key], key, entry.place);
  const field = fieldOf(`${key}-data`, entry.place);
  if (!isBase64(data)) {
    const hint = `encode the file with \`base64 -w 0\`, or set \`${key}\` to its path instead`;
    throw credentialsError(field, 'is not valid base64', hint);
  }
  return { ...field, text: Buffer.from(data, 'base64').toString('utf8') };
}

/**
 * The text of a file that a field names.
 * @throws TowpathError `credentials-failed`
 */
export function fileContent(file: string | undefined, key: string, place?: EntryPlace): Content | undefined {
  if (!file) return undefined;
  const { name: field, location } = fieldOf(key, place);
  const named = { name: `the file ${file}, which ${field} names,`, location };
  try {
    return { ...named, text: readUserText(file, largestFile) };
  } catch (error) {
    const hint = `set \`${key}\` to the path of the file, which is relative to the folder of the kubeconfig, or log in again`;
    throw credentialsError(named, `cannot be read: ${readFault(error)}`, hint);
  }
}

/** The largest kubeconfig, and the largest file that one names. Bytes. */
export const largestFile: number = 2 ** 23;

/** A field of an entry, for messages. */
export function fieldOf(key: string, place?: EntryPlace): Omit<Content, 'text'> {
  return { name: `\`${key}\` of ${place?.owner ?? 'the kubeconfig'}`, location: place?.locationOf(key) };
}

/** Whether a text is base64, which may be broken into lines. */
function isBase64(text: string): boolean {
  const digits = text.replace(/\s/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

/** @param problem what is wrong, as the rest of a sentence about the content */
export function credentialsIssue({ name, location }: Omit<Content, 'text'>, problem: string, hint: string): Issue {
  return errorIssue('credentials-failed', `${name} ${problem}`, { hint, location });
}

/** An error that holds one such issue. */
export function credentialsError(content: Omit<Content, 'text'>, problem: string, hint: string): TowpathError {
  return new TowpathError([credentialsIssue(content, problem, hint)]);
}
