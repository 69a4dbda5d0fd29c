import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { requireGo } from './go';

const cache = join(homedir(), '.cache/towpath-dev/control-plane');
const dayMs = 24 * 60 * 60 * 1000;

/** A folder of programs that is built once and then kept in the cache. */
export interface Build {
  readonly name: string;
  readonly isComplete: (folder: string) => boolean;
  /** Builds the programs into the folder `bin`, an absolute path. The build may use the folder `scratch` as it likes. */
  readonly build: (scratch: string, bin: string) => void;
}

/** The folder of programs that an earlier build left in the cache, or undefined where the cache has no complete one. */
export function cached({ name, isComplete }: Build): string | undefined {
  const folder = join(cache, name);
  return isComplete(folder) ? folder : undefined;
}

/**
 * The folder of programs in the cache, built first where it is missing. A build gives the folder its name only when
 * every program is there, so nobody takes half a build for a whole one.
 */
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
    // The rename also fails where another process has published the same build in the meantime.
    if (!isComplete(folder)) throw error;
  }
}

/**
 * Removes the scratch folders of builds that were killed: those that nothing has changed for a day. `nowMs` is the
 * present time by the clock of the file system, so that it can be compared with the times of the folders.
 */
function removeAbandoned(nowMs: number): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('.building-'))) {
    const changed = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
    if (nowMs - changed > dayMs) rmSync(join(cache, name), { recursive: true, force: true });
  }
}
