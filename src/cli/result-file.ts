import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { issueError } from '../diagnostics';
import { statIfThere } from '../files/stat';
import { writeFiles } from '../files/write-files';

/**
 * A file that a command writes its result to. The folder is checked at once, before the command does anything.
 *
 * @returns writes the text, completely or not at all
 * @throws TowpathError `report-unwritable` if the folder does not exist
 */
export function resultFile(path: string): (text: string) => void {
  const folder = dirname(resolve(path));
  if (!statIfThere(folder)?.isDirectory() || statIfThere(resolve(path))?.isDirectory()) {
    const hint = 'name a file in a folder that exists';
    throw issueError('report-unwritable', `the file ${path} cannot be written`, { hint });
  }
  return (text) => writeFiles(realpathSync(folder), new Map([[basename(path), `${text}\n`]]));
}
