import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './files';
import { indexFolder, scratchFolder } from './index-file';
import { environmentOf, isOutputPath } from './output';

/**
 * What syntheses that did not come to their end may have left in the output folder: by path, the hash of each
 * text that one of them was about to write. After a kill the next one knows by it which files are its own.
 */
export type Journal = ReadonlyMap<string, readonly string[]>;

// No environment is called so: names do not start with a dot.
const journalFile = `${indexFolder}/.journal.json`;

/** Empty when the last synthesis came to its end. */
export function readJournal(outdir: string): Journal {
  try {
    const entries: [string, unknown][] = Object.entries(JSON.parse(readIfThere(join(outdir, journalFile)) ?? '{}'));
    return new Map(
      entries.flatMap(([path, hashes]) => (isOutputPath(path) ? [[path, [hashes].flat().map(String)]] : [])),
    );
  } catch {
    return new Map(); // edited by hand: what is not known to be ours is not touched
  }
}

/** Replaces the journal in one step; an empty one is no file. */
export function writeJournal(outdir: string, journal: Journal): void {
  const file = join(outdir, journalFile);
  if (journal.size === 0) {
    rmSync(file, { force: true });
    return;
  }
  const beside = join(outdir, scratchFolder, 'journal');
  mkdirSync(join(outdir, scratchFolder), { recursive: true });
  writeFileSync(beside, JSON.stringify(Object.fromEntries(journal)));
  renameSync(beside, file);
}

/** Two interrupted syntheses may have left two versions of a file, and either is ours. */
export function addToJournal(journal: Journal, hashes: ReadonlyMap<string, string>): Journal {
  const added = [...hashes].map(([path, hash]): [string, string[]] => [path, [...(journal.get(path) ?? []), hash]]);
  return new Map([...journal, ...added]);
}

/** What remains open when these environments are done; all are when undefined. */
export function withoutDone(journal: Journal, environments: readonly string[] | undefined): Journal {
  return new Map([...journal].filter(([path]) => environments && !environments.includes(environmentOf(path))));
}
