import { join } from 'node:path';
import { issueError, type TowpathError } from '../diagnostics';
import { makeFolders } from './make-folders';
import { assertNoObstacles } from './obstacle';
import { isReal, isWithin, realPath } from './real-path';
import { folderIdentity, lstatIfThere } from './stat';

/**
 * Creates a folder and the folders above it, unless they exist. A link in the path is refused, before and after.
 *
 * @param folder the folder that contains it: absolute, without links in it
 * @param path relative to the folder, with `/`; `.` is the folder itself
 * @returns the topmost folder that was created; undefined if all existed
 * @throws TowpathError `path-outside-workspace` or `file-not-ours`
 */
export function makeFolder(folder: string, path: string): string | undefined {
  const whole = join(folder, path);
  if (!isWithin(folder, whole)) throw outside(whole, folder);
  if (path !== '.' && !isReal(whole)) assertNoObstacles(folder, folder, [path]);
  const made = makeFolders(whole);
  if (realPath(whole) !== whole) throw outside(whole, folder);
  return made;
}

/**
 * Returns a function that does as `makeFolder` does. If the folder is the one of the call before, and no other folder or
 * link has taken its path since, one look is enough, so that thousands of files in one folder take little time.
 */
export function folderMaker(folder: string): (path: string) => void {
  let last: { readonly path: string; readonly identity: string | undefined } | undefined;
  return (path) => {
    const identity = () => folderIdentity(lstatIfThere(join(folder, path)));
    if (last?.path === path && last.identity !== undefined && last.identity === identity()) return;
    makeFolder(folder, path);
    last = { path, identity: identity() };
  };
}

function outside(path: string, folder: string): TowpathError {
  const message = `\`${path}\` is outside \`${folder}\`, because of a link in the path`;
  const hint = 'remove the links in this path, and run the command again';
  return issueError('path-outside-workspace', message, { hint });
}
