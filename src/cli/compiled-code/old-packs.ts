import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How long a pack is kept. Milliseconds. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes packs that were written more than 30 days ago: those of other versions of towpath and of Node, and drafts of
 * processes that were killed. A pack that is still used is written again by the next call. A process that reads a pack
 * has opened it, so it does not notice that the pack is deleted.
 */
export function removeOldPacks(folder: string): void {
  try {
    const packs = readdirSync(folder).filter((name) => /\.pack(\.\d+)?$/.test(name));
    for (const file of packs.map((name) => join(folder, name))) {
      const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
      if (written < Date.now() - keptMs) rmSync(file, { force: true });
    }
  } catch {
    // A file that cannot be read or deleted now is deleted by a later call.
  }
}
