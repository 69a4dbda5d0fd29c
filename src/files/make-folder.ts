import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { issueError, type TowpathError } from '../diagnostics';
import { assertNoObstacles } from './obstacle';
import { isReal, isWithin, realPath } from './real-path';

/**
 * Makes a folder, and those above it, unless it is there. Checked before and after: a link in its path is refused.
 *
 * @param folder the folder that it belongs to: absolute, without links in it
 * @param path relative to the folder, with `/`; `.` is the folder itself
 * @returns the topmost folder that was made; undefined when all were there
 * @throws TowpathError `path-outside-workspace` or `file-not-ours`
 */
export function makeFolder(folder: string, path: string): string | undefined {
  const whole = join(folder, path);
  if (!isWithin(folder, whole)) throw outside(whole, folder);
  if (path !== '.' && !isReal(whole)) assertNoObstacles(folder, folder, [path]);
  const made = mkdirSync(whole, { recursive: true });
  if (realPath(whole) !== whole) throw outside(whole, folder);
  return made;
}

function outside(path: string, folder: string): TowpathError {
  const message = `${path} leads out of ${folder}`;
  const hint = 'remove the links in this path, and run the command again';
  return issueError('path-outside-workspace', message, { hint });
}
