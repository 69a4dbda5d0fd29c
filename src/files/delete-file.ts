import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { isReal, isWithin } from './real-path';
import { lstatIfThere } from './stat';

/**
 * Deletes a file of a folder, and the folders above it that are then empty. It follows no links: if the file or a folder
 * above it is a link, it was not made by towpath, and nothing is deleted.
 *
 * @param folder the folder that contains the file: absolute, without links in it; it stays
 * @param path relative to the folder, with `/`
 */
export function deleteFile(folder: string, path: string): void {
  const file = join(folder, path);
  if (!isOwn(folder, file)) return;
  if (lstatIfThere(file)?.isFile()) rmSync(file, { force: true });
  deleteEmptyFolders(folder, posix.dirname(path));
}

/** Deletes a folder inside a folder, with its content. It follows no links. */
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

/** Whether a path is below a folder and contains no link. */
function isOwn(folder: string, whole: string): boolean {
  return whole !== folder && isWithin(folder, whole) && isReal(dirname(whole));
}
