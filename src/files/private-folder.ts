import { mkdirSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { realPath } from './real-path';
import { lstatIfThere } from './stat';

/** Permission of group and others to write. */
const writableByOthers = 0o022;
const writableByAll = 0o002;
/** In a folder with this bit, only its owner renames or deletes an entry. `/tmp` has it. */
const sticky = 0o1000;

/**
 * Makes a folder that nobody else can write to, and those above it, unless it is there.
 *
 * @param path absolute
 * @returns the folder without links in its path; undefined where it cannot be made, where somebody else owns it or can
 * write to it, or where somebody else could put another folder in its place
 */
export function privateFolder(path: string): string | undefined {
  const folder = realPath(path);
  if (folder === undefined) return undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return undefined;
  }
  return isPrivate(folder) ? folder : undefined;
}

/** Windows gives every user a folder of their own, and has no such modes. */
function isPrivate(folder: string): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  const found = lstatIfThere(folder);
  if (!found?.isDirectory() || found.uid !== user || found.mode & writableByOthers) return false;
  return foldersAbove(folder).every((above) => isKept(lstatIfThere(above), user));
}

/** Whether only this user and root can replace what stands in a folder. */
function isKept(folder: Stats | undefined, user: number): boolean {
  if (!folder?.isDirectory() || ![0, user].includes(folder.uid)) return false;
  return !(folder.mode & writableByAll) || Boolean(folder.mode & sticky);
}

function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [] : [above, ...foldersAbove(above)];
}
