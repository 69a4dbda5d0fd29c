import { lutimesSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TowpathError } from '../diagnostics';
import { makeFolder } from '../files/make-folder';
import { assertNoObstacles } from '../files/obstacle';
import { isReal } from '../files/real-path';
import { indexFolder, lockFolder } from './index-file';
import { isDead, newOwner } from './lock-owner';

const lockName = basename(lockFolder);

/** What the system answers when somebody else was faster; Windows does not tell it from a missing permission. */
const raceCodes = ['ENOENT', 'EEXIST', 'ENOTEMPTY', ...(process.platform === 'win32' ? ['EPERM', 'EACCES'] : [])];

/** How long to wait for others, in milliseconds. */
const patience = 120_000;

/** Does `work` while no other synthesis works on the same output folder; waits for its turn. */
export async function withLock<T>(outdir: string, work: () => Promise<T>, onWait: () => void): Promise<T> {
  const folder = join(outdir, indexFolder);
  const owner = newOwner();
  const start = performance.now();
  let isTold = false;
  const made = makeFolder(outdir, indexFolder);
  while (!acquire(outdir, owner)) {
    const waited = performance.now() - start;
    if (waited > patience) throw locked(folder);
    if (waited > 1000 && !isTold) onWait();
    isTold ||= waited > 1000;
    await setTimeout(20 + Math.random() * 30);
  }
  try {
    sweep(folder);
    return await work();
  } finally {
    release(folder, owner);
    // Where nothing was written, there is no folder either.
    if (made) tried(() => removeEmpty(folder, made));
  }
}

/**
 * The lock is a folder with one file in it, named after its owner. It appears with its file in one step, and
 * is taken over from a killed owner by renaming the file, which succeeds for one of those who try.
 */
function acquire(outdir: string, owner: string): boolean {
  const lock = join(outdir, lockFolder);
  makeFolder(outdir, indexFolder);
  assertNoObstacles(outdir, outdir, [`${lockFolder}/${owner}`]);
  const holder = entriesOf(lock)[0];
  if (holder !== undefined) {
    assertNoObstacles(outdir, outdir, [`${lockFolder}/${holder}`]);
    const file = join(lock, holder);
    return isDead(holder, file) && tried(() => takeOver(file, join(lock, owner)));
  }
  const prepared = `${lock}.${owner}`;
  const isOurs = tried(() => {
    mkdirSync(prepared);
    writeFileSync(join(prepared, owner), '');
    renameSync(prepared, lock);
  });
  if (!isOurs) rmSync(prepared, { recursive: true, force: true });
  return isOurs;
}

function takeOver(from: string, to: string): void {
  const now = new Date();
  lutimesSync(from, now, now); // its age counts anew
  renameSync(from, to);
}

/** Folders that were prepared by somebody who was killed over it. */
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
  // Succeeds only when it is empty: somebody who took us for dead may have moved in.
  tried(() => rmdirSync(lock));
}

/** Removes a folder and those above it, up to the one that was made first. */
function removeEmpty(folder: string, last: string): void {
  rmdirSync(folder);
  if (folder !== last) removeEmpty(dirname(folder), last);
}

/** Whether it came about, or else somebody else was faster. */
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

function locked(folder: string): TowpathError {
  const [pid] = (entriesOf(join(folder, lockName))[0] ?? '').split('-');
  const message = `another synthesis, process ${pid}, is writing to ${dirname(folder)}, and does not come to an end`;
  const hint = `if there is no such process, remove ${join(folder, lockName)}`;
  return new TowpathError([{ code: 'output-locked', severity: 'error', message, hint }]);
}
