import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { issueError } from '../diagnostics';
import { longestFileName } from '../files/longest-file-name';
import { lstatIfThere, statIfThere } from '../files/stat';
import { writeFiles } from '../files/write-files';

/**
 * A file that a command writes its result to. The path is checked at once, before the command does anything.
 *
 * @returns writes the text, completely or not at all
 * @throws TowpathError `report-unwritable` if the folder does not exist, or if the path is a link, a folder, a pipe, a
 *   device or too long
 */
export function resultFile(path: string): (text: string) => void {
  const folder = dirname(resolve(path));
  const found = lstatIfThere(resolve(path));
  const isTooLong = Buffer.byteLength(basename(path)) > longestFileName;
  if (!statIfThere(folder)?.isDirectory() || (found && !found.isFile()) || isTooLong) {
    const hint = 'name an ordinary file in a folder that exists';
    throw issueError('report-unwritable', `the file \`${path}\` cannot be written`, { hint });
  }
  return (text) => writeFiles(realpathSync(folder), new Map([[basename(path), `${text}\n`]]));
}
