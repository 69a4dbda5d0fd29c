import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { isReal, isWithin } from './real-path';
import { lstatIfThere } from './stat';

/**
 * Deletes a file of a folder, and the folders above it that are empty then. Never follows a link: where the file or a
 * folder above it is a link, it is somebody else's, and stays.
 *
 * @param folder the folder that the file belongs to: absolute, without links in it; it stays
 * @param path relative to the folder, with `/`
 */
export function deleteFile(folder: string, path: string): void {
  const file = join(folder, path);
  if (!isOwn(folder, file)) return;
  if (lstatIfThere(file)?.isFile()) rmSync(file, { force: true });
  deleteEmptyFolders(folder, posix.dirname(path));
}

/** Deletes a folder of a folder with all that is in it. Never follows a link. */
export function deleteFolder(folder: string, path: string): void {
  const whole = join(folder, path);
  if (isOwn(folder, whole) && isReal(whole)) rmSync(whole, { recursive: true, force: true });
}

function deleteEmptyFolders(folder: string, path: string): void {
  const whole = join(folder, path);
  if (path === '.' || !isOwn(folder, whole)) return;
  if (!lstatIfThere(whole)?.isDirectory() || readdirSync(whole).length > 0) return;
  rmdirSync(whole);
  deleteEmptyFolders(folder, posix.dirname(path));
}

/** Whether a path lies below a folder, and there is no link on the way to it. */
function isOwn(folder: string, whole: string): boolean {
  return whole !== folder && isWithin(folder, whole) && isReal(dirname(whole));
}
