import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { obstacleTo } from './obstacle';

/**
 * The text of a file in a folder. No link is followed.
 *
 * @param folder absolute, without links in it
 * @param path relative to the folder, with `/`
 * @returns undefined where there is no file
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

/**
 * The bytes of a file that a user names, links followed. Nothing but a file is read: Node waits for ever for a pipe
 * that nobody fills, and a device has no end.
 *
 * @throws the error of the system, or an error without a code for what is not a file; `readFault` puts either in words
 */
export function readUserFile(path: string): Buffer {
  if (!statSync(path).isFile()) throw new Error('it is not a file');
  return readFileSync(path);
}

/** Why a file was not read, to follow `cannot be read: `. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
