import { lutimesSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { issueError, type TowpathError } from '../diagnostics';
import { isDead, newOwner } from '../files/lock-owner';
import { makeFolder } from '../files/make-folder';
import { assertNoObstacles } from '../files/obstacle';
import { readIfThere } from '../files/read-file';
import { isReal } from '../files/real-path';
import { indexFolder, lockFolder } from './index-file';

const lockName = basename(lockFolder);

/** Errors of the file system if another process was faster. On Windows a missing permission gives the same ones. */
const raceCodes = ['ENOENT', 'EEXIST', 'ENOTEMPTY', ...(process.platform === 'win32' ? ['EPERM', 'EACCES'] : [])];

/** How long to wait for other processes. Milliseconds. */
const patience = 120_000;

const holders = ['synthesis', 'pin', 'promotion', 'hold'] as const;

/** What a process does while it holds a lock. Its file in the lock contains this word. */
export type LockHolder = (typeof holders)[number];

/**
 * Runs `work` while no other process writes to the same folder. It waits for its turn.
 *
 * @param holder how other processes name this one
 * @param onWait called once with a name of the holder, such as `a promotion (process 7)`, if the wait is long
 * @throws TowpathError `output-locked` if another process holds the lock for two minutes
 */
export async function withLock<T>(
  outdir: string,
  holder: LockHolder,
  work: () => Promise<T>,
  onWait: (holder: string) => void,
): Promise<T> {
  const folder = join(outdir, indexFolder);
  const owner = newOwner();
  const start = performance.now();
  let isTold = false;
  const made = makeFolder(outdir, indexFolder);
  while (!acquire(outdir, owner, holder)) {
    const waited = performance.now() - start;
    if (waited > patience) throw locked(folder);
    if (waited > 1000 && !isTold) onWait(holderOf(folder));
    isTold ||= waited > 1000;
    await setTimeout(20 + Math.random() * 30);
  }
  try {
    sweep(folder);
    return await work();
  } finally {
    release(folder, owner);
    // If nothing was written, the folder is removed again, also if another process has made it.
    tried(() => removeEmpty(folder, made ?? folder));
  }
}

/**
 * The lock is a folder with one file, which is named after its owner. Folder and file appear in one step. The lock of a
 * killed owner is taken over by renaming the file, which succeeds for one process only.
 */
function acquire(outdir: string, owner: string, kind: LockHolder): boolean {
  const lock = join(outdir, lockFolder);
  makeFolder(outdir, indexFolder);
  assertNoObstacles(outdir, outdir, [`${lockFolder}/${owner}`]);
  const holder = entriesOf(lock)[0];
  if (holder !== undefined) {
    assertNoObstacles(outdir, outdir, [`${lockFolder}/${holder}`]);
    const file = join(lock, holder);
    return isDead(holder, file) && tried(() => takeOver(file, join(lock, owner), kind));
  }
  const prepared = `${lock}.${owner}`;
  const isOurs = tried(() => {
    mkdirSync(prepared);
    writeFileSync(join(prepared, owner), kind);
    renameSync(prepared, lock);
  });
  if (!isOurs) rmSync(prepared, { recursive: true, force: true });
  return isOurs;
}

function takeOver(from: string, to: string, kind: LockHolder): void {
  const now = new Date();
  lutimesSync(from, now, now); // starts its age again
  renameSync(from, to);
  writeFileSync(to, kind);
}

/** Folders that a killed process has prepared. */
function sweep(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry);
    const isPrepared = entry.startsWith(`${lockName}.`) && isDead(entry.slice(lockName.length + 1), path);
    if (isPrepared) rmSync(path, { recursive: true, force: true });
  }
}

function release(folder: string, owner: string): void {
  const lock = join(folder, lockName);
  if (!isReal(lock)) return; // somebody put a link there, or nothing is left
  rmSync(join(lock, owner), { force: true });
  // Succeeds only if the folder is empty: another process may have taken the lock over.
  tried(() => rmdirSync(lock));
}

/** Removes a folder and the folders above it, up to the first one that was made. */
function removeEmpty(folder: string, last: string): void {
  rmdirSync(folder);
  if (folder !== last) removeEmpty(dirname(folder), last);
}

/** Whether the work succeeded. If not, another process was faster. */
function tried(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (raceCodes.includes(code)) return false;
    throw error;
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Such as `a promotion (process 7)`. Another version of towpath may have left a word that this one does not know. */
function holderOf(folder: string): string {
  const [owner] = entriesOf(join(folder, lockName));
  if (owner === undefined) return 'another process';
  const word = wordIn(folder, `${lockName}/${owner}`);
  const kind = holders.find((holder) => holder === word) ?? 'command of towpath';
  return `a ${kind} (process ${owner.split('-')[0]})`;
}

/** The content of a file; undefined if it cannot be read. */
function wordIn(folder: string, path: string): string | undefined {
  try {
    return readIfThere(folder, path);
  } catch {
    return undefined;
  }
}

function locked(folder: string): TowpathError {
  const message = `${holderOf(folder)} has been writing to \`${dirname(folder)}\` for ${patience / 60_000} minutes`;
  const hint = `stop this process; if it does not exist, remove \`${join(folder, lockName)}\``;
  return issueError('output-locked', message, { hint });
}
