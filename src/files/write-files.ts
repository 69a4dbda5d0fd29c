import { chmodSync, linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { issueError } from '../diagnostics';
import { newOwner, processHasEnded } from './lock-owner';
import { folderMaker } from './make-folder';
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
    stageFiles(folder, staged, texts, mode);
    moveFiles(folder, staged, fresh);
  } finally {
    for (const place of staged.values()) rmSync(join(folder, place), { force: true });
  }
}

/**
 * Writes texts to temporary files, which `moveFiles` moves to their paths.
 * @param places of the temporary files, by final path. If a file exists at the final path, its mode is kept
 * @param texts by final path
 * @param newMode the mode if no file exists there. @default 0666 without the bits of the umask
 */
export function stageFiles(
  folder: string,
  places: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
  newMode?: number,
): void {
  const make = folderMaker(folder);
  for (const [path, place] of places) {
    make(posix.dirname(place));
    const found = lstatIfThere(join(folder, path));
    const mode = found ? found.mode & 0o7777 : newMode;
    const file = join(folder, place);
    // `wx` fails if anything exists there, also a link.
    writeFileSync(file, texts.get(path) ?? '', { flag: 'wx', ...(mode !== undefined && { mode }) });
    if (mode === undefined || ((lstatIfThere(file)?.mode ?? mode) & 0o7777) === mode) continue;
    // The mode is set again, because the umask removed bits from it.
    make(posix.dirname(place));
    chmodSync(file, mode);
  }
}

/**
 * Renames files to their paths, each in one step. A link at such a path is replaced, and not followed.
 * @param places of the files, by path
 * @param fresh paths at which there was nothing. A file that another process has made there is not replaced
 */
export function moveFiles(folder: string, places: ReadonlyMap<string, string>, fresh?: ReadonlySet<string>): void {
  const make = folderMaker(folder);
  for (const [path, place] of places) {
    make(posix.dirname(path));
    const [from, to] = [join(folder, place), join(folder, path)];
    if (fresh?.has(path)) placeFresh(from, to, path);
    else renameSync(from, to);
  }
}

/** Errors of file systems without hard links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Gives a file its path in one step, unless something is there already: a link fails then, and a rename does not. */
function placeFresh(from: string, to: string, path: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (withoutLinks.includes(code)) {
      renameSync(from, to);
      return;
    }
    if (code !== 'EEXIST') throw error;
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
