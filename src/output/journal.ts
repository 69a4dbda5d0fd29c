import { deleteFile } from '../files/delete-file';
import { readIfThere } from '../files/read-file';
import { moveFile, stageFile } from '../files/write-files';
import { journalFile, scratchFolder } from './index-file';
import { environmentOf, isOutputPath } from './output-unit';

/**
 * What syntheses that did not come to their end may have left in the output folder: by path, the hash of each
 * text that one of them was about to write. After a kill the next one knows by it which files are its own.
 */
export type Journal = ReadonlyMap<string, readonly string[]>;

/** Empty when the last synthesis came to its end. */
export function readJournal(outdir: string): Journal {
  try {
    const entries: [string, unknown][] = Object.entries(JSON.parse(readIfThere(outdir, journalFile) ?? '{}'));
    return new Map(
      entries.flatMap(([path, hashes]) => (isOutputPath(path) ? [[path, [hashes].flat().map(String)]] : [])),
    );
  } catch {
    return new Map(); // edited by hand: what is not known to be ours is not touched
  }
}

/** Replaces the journal in one step; an empty one is no file. */
export function writeJournal(outdir: string, journal: Journal): void {
  if (journal.size === 0) {
    deleteFile(outdir, journalFile);
    return;
  }
  const place = `${scratchFolder}/journal`;
  stageFile(outdir, place, JSON.stringify(Object.fromEntries(journal)), journalFile);
  moveFile(outdir, place, journalFile);
}

/** Two interrupted syntheses may have left two versions of a file, and either is ours. */
export function addToJournal(journal: Journal, hashes: ReadonlyMap<string, string>): Journal {
  const added = [...hashes].map(([path, hash]): [string, string[]] => [path, [...(journal.get(path) ?? []), hash]]);
  return new Map([...journal, ...added]);
}

/** What remains open when these environments are done; all are when undefined. */
export function remainingEntries(journal: Journal, environments: readonly string[] | undefined): Journal {
  return new Map([...journal].filter(([path]) => environments && !environments.includes(environmentOf(path))));
}
