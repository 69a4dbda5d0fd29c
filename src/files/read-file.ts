import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { obstacleTo } from './obstacle';

/**
 * Reads the text of a file in a folder, without following links.
 *
 * @param folder absolute, without links in it
 * @param path relative to the folder, with `/`
 * @returns undefined if there is no file
 */
export function readIfThere(folder: string, path: string): string | undefined {
  if (obstacleTo(folder, path)) return undefined;
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a shell passes for `<(command)`. The command writes to it, so reading it ends. */
const processSubstitution = /^\/(?:dev|proc\/self)\/fd\/(?:[3-9]|[1-9]\d+)$/;

/**
 * Reads the bytes of a file that a user names, and follows links. The output of `<(command)` is read too, once. Other
 * pipes and devices are refused, because reading them may never end.
 *
 * @throws the error of the system, or an error without a code if the path is not a file; `readFault` describes both
 */
export function readUserFile(path: string): Buffer {
  if (!processSubstitution.test(path) && !statSync(path).isFile()) throw new Error('it is not a file');
  return readFileSync(path);
}

/** Describes why a file was not read, to follow `cannot be read: `. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
