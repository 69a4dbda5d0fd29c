import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { requireGo } from './go';

const cache = join(homedir(), '.cache/towpath-dev/control-plane');
const dayMs = 24 * 60 * 60 * 1000;

/** A folder of binaries that is built once. */
export interface Build {
  readonly name: string;
  readonly isComplete: (folder: string) => boolean;
  /** Builds into `bin`, an absolute path; `scratch` is for whatever that takes. */
  readonly build: (scratch: string, bin: string) => void;
}

/** Where an earlier build left it; undefined where none did. */
export function cached({ name, isComplete }: Build): string | undefined {
  const folder = join(cache, name);
  return isComplete(folder) ? folder : undefined;
}

/** It shows up under its name when all is done, so half of one is never taken for it. */
export function built(what: Build): string {
  const found = cached(what);
  if (found !== undefined) return found;
  const folder = join(cache, what.name);
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, '.building-'));
  removeAbandoned(statSync(scratch).mtimeMs);
  try {
    requireGo(scratch);
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    what.build(scratch, bin);
    publish(bin, folder, what);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return folder;
}

function publish(bin: string, folder: string, { isComplete }: Build): void {
  try {
    renameSync(bin, folder);
  } catch (error) {
    // Another build was there before.
    if (!isComplete(folder)) throw error;
  }
}

/** Removes the folders of builds that were killed. The time is that of the file system, as the times of folders are. */
function removeAbandoned(nowMs: number): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('.building-'))) {
    const changed = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
    if (nowMs - changed > dayMs) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
