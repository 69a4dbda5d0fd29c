import { chmodSync, linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { issueError } from '../diagnostics';
import { newOwner, processHasEnded } from './lock-owner';
import { makeFolder } from './make-folder';
import { assertNoObstacles } from './obstacle';
import { isReal } from './real-path';
import { lstatIfThere } from './stat';

/**
 * Writes files completely or not at all. All paths are checked and all texts are written to temporary files before the
 * first file is renamed into its place. No link is followed. A file that exists keeps its mode.
 *
 * @param folder the folder that contains the files: absolute, without links in it; it is created if it does not exist
 * @param texts by path, relative to the folder, with `/`
 * @param options `root`: the folder that paths in messages are relative to; `mode`: of files that are new; `fresh`: the
 *   paths at which there was nothing, so that a file which another process has made there is not replaced
 * @throws TowpathError `path-outside-workspace` or `file-not-ours` for each link or folder at the path of a file, and for
 *   a file at a fresh path
 */
export function writeFiles(
  folder: string,
  texts: ReadonlyMap<string, string>,
  {
    root = folder,
    mode,
    fresh,
  }: { readonly root?: string; readonly mode?: number; readonly fresh?: ReadonlySet<string> } = {},
): void {
  assertNoObstacles(root, folder, texts.keys());
  const staged = new Map([...texts.keys()].map((path) => [path, beside(path)]));
  sweepBeside(folder, texts.keys());
  try {
    for (const [path, place] of staged) stageFile(folder, place, texts.get(path) ?? '', path, mode);
    for (const [path, place] of staged) (fresh?.has(path) ? placeFresh : moveFile)(folder, place, path);
  } finally {
    for (const place of staged.values()) rmSync(join(folder, place), { force: true });
  }
}

/**
 * Writes a text to a temporary file, which `moveFile` moves to its path.
 * @param path the final path. If a file exists there, its mode is kept
 * @param newMode the mode if no file exists there. @default 0666 without the bits of the umask
 */
export function stageFile(folder: string, place: string, text: string, path: string, newMode?: number): void {
  makeFolder(folder, posix.dirname(place));
  const found = lstatIfThere(join(folder, path));
  const mode = found ? found.mode & 0o7777 : newMode;
  const file = join(folder, place);
  // `wx` fails if anything exists there, also a link.
  writeFileSync(file, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
  const made = lstatIfThere(file);
  if (mode === undefined || !made || (made.mode & 0o7777) === mode) return;
  // The mode is set again, because the umask removed bits from it.
  makeFolder(folder, posix.dirname(place));
  chmodSync(file, mode);
}

/** Renames a file to its path, in one step. A link at that path is replaced, and not followed. */
export function moveFile(folder: string, from: string, path: string): void {
  makeFolder(folder, posix.dirname(path));
  renameSync(join(folder, from), join(folder, path));
}

/** Errors of file systems without hard links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Gives a file its path in one step, unless something is there already: a link fails then, and a rename does not. */
function placeFresh(folder: string, from: string, path: string): void {
  makeFolder(folder, posix.dirname(path));
  try {
    linkSync(join(folder, from), join(folder, path));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') {
      if (!withoutLinks.includes(code)) throw error;
      moveFile(folder, from, path);
      return;
    }
    const message = `another process has written \`${path}\` in the meantime`;
    const hint = 'look at the file, and run the command again';
    throw issueError('file-not-ours', message, { hint, location: { file: path } });
  }
}

const temporary = /^\.towpath-(.+)\.tmp$/;

/** Whether a path is that of a temporary file, which is there only while a process writes or after one was killed. */
export function isTemporary(path: string): boolean {
  return temporary.test(posix.basename(path));
}

/**
 * The path of a temporary file in the same folder. It is named after this process, so that a later one can remove it if
 * this one is killed. The name does not contain that of the file, which may have the full length.
 */
function beside(path: string): string {
  return posix.join(posix.dirname(path), `.towpath-${newOwner()}.tmp`);
}

/**
 * Removes the temporary files that killed processes have left beside some files. `writeFiles` does so for the files that
 * it writes; a killed process may also have left one beside a file that it completed.
 */
export function sweepBeside(folder: string, paths: Iterable<string>): void {
  for (const inner of new Set([...paths].map((path) => posix.dirname(path)))) sweep(join(folder, inner));
}

function sweep(folder: string): void {
  if (!isReal(folder)) return;
  for (const entry of readdirSync(folder)) {
    const [, owner] = temporary.exec(entry) ?? [];
    if (owner !== undefined && processHasEnded(owner)) rmSync(join(folder, entry), { force: true });
  }
}
