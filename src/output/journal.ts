import { deleteFile } from '../files/delete-file';
import { readIfThere } from '../files/read-file';
import { moveFiles, stageFiles } from '../files/write-files';
import { journalFile, scratchFolder } from './index-file';
import { environmentOf, isOutputPath } from './output-unit';

/**
 * The files that interrupted syntheses may have left in the output folder: by path, the hashes of the texts that they
 * were about to write. After a kill, the next synthesis learns from it which files are towpath's.
 */
export type Journal = ReadonlyMap<string, readonly string[]>;

/** Empty if the last synthesis completed. */
export function readJournal(outdir: string): Journal {
  try {
    const entries: [string, unknown][] = Object.entries(JSON.parse(readIfThere(outdir, journalFile) ?? '{}'));
    return new Map(
      entries.flatMap(([path, hashes]) => (isOutputPath(path) ? [[path, [hashes].flat().map(String)]] : [])),
    );
  } catch {
    return new Map(); // the journal was edited by hand; files that towpath may not have written stay as they are
  }
}

/** Replaces the journal in one step. An empty journal is no file. */
export function writeJournal(outdir: string, journal: Journal): void {
  if (journal.size === 0) {
    deleteFile(outdir, journalFile);
    return;
  }
  const places = new Map([[journalFile, `${scratchFolder}/journal`]]);
  stageFiles(outdir, places, new Map([[journalFile, JSON.stringify(Object.fromEntries(journal))]]));
  moveFiles(outdir, places);
}

/** Adds the hashes of a plan. If two syntheses were interrupted, a file may have either of two contents. */
export function addToJournal(journal: Journal, hashes: ReadonlyMap<string, string>): Journal {
  const added = [...hashes].map(([path, hash]): [string, string[]] => [path, [...(journal.get(path) ?? []), hash]]);
  return new Map([...journal, ...added]);
}

/** The entries that remain after these environments were written; none remain if undefined. */
export function remainingEntries(journal: Journal, environments: readonly string[] | undefined): Journal {
  return new Map([...journal].filter(([path]) => environments && !environments.includes(environmentOf(path))));
}
