import { randomBytes } from 'node:crypto';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { makeFolder } from './make-folder';
import { assertNoObstacles } from './obstacle';
import { lstatIfThere } from './stat';

/**
 * Writes files whole or not at all. Every path is checked, and every text lies beside its place, before the first one
 * is renamed into it. No link is followed. A file that exists keeps its mode.
 *
 * @param folder the folder that the files belong to: absolute, without links in it; it is made if need be
 * @param texts by path, relative to the folder, with `/`
 * @param options `root`: the folder that paths in messages are relative to; `mode`: of files that are new
 * @throws TowpathError `path-outside-workspace` or `file-not-ours` for each link, or folder, in the place of a file
 */
export function writeFiles(
  folder: string,
  texts: ReadonlyMap<string, string>,
  { root = folder, mode }: { readonly root?: string; readonly mode?: number } = {},
): void {
  assertNoObstacles(root, folder, texts.keys());
  const staged = new Map([...texts.keys()].map((path) => [path, beside(path)]));
  try {
    for (const [path, place] of staged) stageFile(folder, place, texts.get(path) ?? '', path, mode);
    for (const [path, place] of staged) moveFile(folder, place, path);
  } finally {
    for (const place of staged.values()) rmSync(join(folder, place), { force: true });
  }
}

/**
 * Writes a text to a place from where `moveFile` takes it.
 * @param path where it is to go: the mode of a file that is there is kept
 * @param newMode the mode where no file is there. @default what the umask leaves of 0666
 */
export function stageFile(folder: string, place: string, text: string, path: string, newMode?: number): void {
  makeFolder(folder, posix.dirname(place));
  const found = lstatIfThere(join(folder, path));
  const mode = found ? found.mode & 0o7777 : newMode;
  const file = join(folder, place);
  // `wx` refuses whatever is there already, a link too.
  writeFileSync(file, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
  const made = lstatIfThere(file);
  if (mode === undefined || !made || (made.mode & 0o7777) === mode) return;
  // The umask took bits away from the mode.
  makeFolder(folder, posix.dirname(place));
  chmodSync(file, mode);
}

/** Renames a file into its place, in one step. A link in that place is replaced, and not followed. */
export function moveFile(folder: string, from: string, path: string): void {
  makeFolder(folder, posix.dirname(path));
  renameSync(join(folder, from), join(folder, path));
}

/** A short name, because the file's own may be as long as a file system takes. */
function beside(path: string): string {
  return posix.join(posix.dirname(path), `.towpath-${randomBytes(6).toString('hex')}.tmp`);
}
