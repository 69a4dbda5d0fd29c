import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { obstacleTo } from './obstacle';
import { shownPath } from './real-path';

/** The largest file that is read. Bytes. */
export const largestFile: number = 2 ** 26;

/** What a shell passes for `<(command)`. The command writes to it, so reading it ends. */
const processSubstitution = /^\/(?:dev|proc\/self)\/fd\/(?:[3-9]|[1-9]\d+)$/;

/** A file exists and is not read. The message follows `cannot be read: `. */
class Unreadable extends Error {
  constructor(
    reason: string,
    /** The line at which the problem is, if it is inside the file. */
    readonly line?: number,
  ) {
    super(reason);
  }
}

/**
 * Reads the bytes of a file that a user names, and follows links. The output of `<(command)` is read too, once. Other
 * pipes, sockets and devices are refused, because reading them may never end.
 *
 * @param limit the largest size, in bytes. It is checked before the file is read. @default `largestFile`
 * @throws the error of the system, or an error without a code; `readFault` describes both
 */
export function readUserFile(path: string, limit = largestFile): Buffer {
  return withUserFile(path, (file, { size }) => {
    if (size > limit) throw tooLarge(limit);
    return readToEnd(file, limit, size);
  });
}

/** Opens a file that a user names, reads from it, and closes it. */
function withUserFile<T>(path: string, read: (file: number, found: Stats) => T): T {
  const isPipe = processSubstitution.test(path);
  // Without O_NONBLOCK, opening a pipe waits until somebody writes to it. Windows does not know the flag.
  const file = openSync(path, constants.O_RDONLY | (isPipe ? 0 : (constants.O_NONBLOCK ?? 0)));
  try {
    const found = fstatSync(file);
    if (!isPipe && !found.isFile()) throw new Unreadable(found.isDirectory() ? 'it is a folder' : 'it is not a file');
    return read(file, found);
  } finally {
    closeSync(file);
  }
}

/** Reads a text that a user names, as `readUserFile` does. A file that is not UTF-8 is refused. */
export function readUserText(path: string, limit = largestFile): string {
  const bytes = readUserFile(path, limit);
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  return bytes.toString('utf8');
}

/**
 * Reads the bytes of a file in a folder, without following links.
 *
 * @param folder absolute, without links in it
 * @param path relative to the folder, with `/`
 * @param root the folder that paths in messages are relative to
 * @returns undefined if there is no file
 * @throws TowpathError `file-unreadable`
 */
export function bytesIfThere(folder: string, path: string, root = folder): Buffer | undefined {
  return ifThere(folder, path, root, readUserFile);
}

/** Reads the text of a file in a folder, as `bytesIfThere` does. A file that is not UTF-8 is `file-unreadable`. */
export function readIfThere(folder: string, path: string, root = folder): string | undefined {
  return ifThere(folder, path, root, readUserText);
}

/** Reads the beginning of a file in a folder, as `bytesIfThere` does. @param most the number of bytes; a shorter file has fewer */
export function firstBytesIfThere(folder: string, path: string, most: number): Buffer | undefined {
  return ifThere(folder, path, folder, (user) =>
    withUserFile(user, (file) => {
      const bytes = Buffer.alloc(most);
      return bytes.subarray(0, readSync(file, bytes, 0, most, null));
    }),
  );
}

function ifThere<T>(folder: string, path: string, root: string, read: (path: string) => T): T | undefined {
  if (obstacleTo(folder, path)) return undefined;
  try {
    return read(join(folder, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TowpathError([unreadableIssue(shownPath(root, join(folder, path)), error)]);
  }
}

/** The issue that reports a file which was not read. @param file the path as messages show it */
export function unreadableIssue(file: string, error: unknown): Issue {
  const line = error instanceof Unreadable ? error.line : undefined;
  const location = { file, ...(line !== undefined && { line }) };
  return errorIssue('file-unreadable', `\`${file}\` cannot be read: ${readFault(error)}`, { location });
}

/** Describes why a file was not read, to follow `cannot be read: `. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : (faults[code] ?? code);
}

/** The codes of the system that a user meets. A socket cannot be opened, which is `ENXIO`. */
const faults: Readonly<Record<string, string>> = {
  ENXIO: 'it is not a file',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'you have no permission to read it',
  ELOOP: 'its links form a circle',
  ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'its path contains a NUL character',
};

/** Reads until the end, which may come later than the size of the file says. */
function readToEnd(file: number, limit: number, size: number): Buffer {
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.max(size - total, 0) + 1024);
    const read = readSync(file, part, 0, part.length, null);
    if (read === 0) return Buffer.concat(parts, total);
    parts.push(part.subarray(0, read));
    total += read;
    if (total > limit) throw tooLarge(limit);
  }
}

function tooLarge(limit: number): Unreadable {
  return new Unreadable(`it is larger than ${limit / 2 ** 20} MiB`);
}

function notUtf8(bytes: Buffer): Unreadable {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return new Unreadable('it is not UTF-8', line);
    start = end + 1;
  }
}
