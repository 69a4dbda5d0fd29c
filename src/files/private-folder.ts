import type { Stats } from 'node:fs';
import { foldersAbove } from './folders-above';
import { makeFolders } from './make-folders';
import { realPath } from './real-path';
import { lstatIfThere } from './stat';

/** The permission bits with which the group and others can write. */
const writableByOthers = 0o022;
const writableByAll = 0o002;
/** The sticky bit of a folder, such as `/tmp`. Only the owner of an entry can rename or delete the entry there. */
const sticky = 0o1000;

/**
 * Creates a folder that only this user can write to, and the folders above it, unless they exist.
 *
 * @param path absolute
 * @returns the real path of the folder; undefined if it cannot be created, or if another user owns it, can write to it,
 *   or can replace it
 */
export function privateFolder(path: string): string | undefined {
  const folder = realPath(path);
  if (folder === undefined) return undefined;
  try {
    makeFolders(folder, 0o700);
  } catch {
    return undefined;
  }
  return isPrivate(folder) ? folder : undefined;
}

/** Whether only this user can write to a folder. Windows has no such permissions, and a private folder for each user. */
function isPrivate(folder: string): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  const found = lstatIfThere(folder);
  if (!found?.isDirectory() || found.uid !== user || found.mode & writableByOthers) return false;
  return foldersAbove(folder).every((above) => isKept(lstatIfThere(above), user));
}

/** Whether only this user and root can replace the entries of a folder. */
function isKept(folder: Stats | undefined, user: number): boolean {
  if (!folder?.isDirectory() || ![0, user].includes(folder.uid)) return false;
  return !(folder.mode & writableByAll) || Boolean(folder.mode & sticky);
}
