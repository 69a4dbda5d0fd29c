import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexFolder, sha256 } from './index-file';

const journalFile = `${indexFolder}/journal.json`;

/**
 * What a synthesis is about to write, kept until it is done: after a kill in the middle,
 * the next one knows by it which of the new files are its own.
 */
export function writeJournal(outdir: string, files: ReadonlyMap<string, string>): void {
  const entries = [...files]
    .filter(([path]) => !path.startsWith(indexFolder))
    .map(([path, text]) => [path, sha256(text)]);
  writeFileSync(join(outdir, journalFile), JSON.stringify(Object.fromEntries(entries)));
}

/** Hashes by path; empty when the last synthesis came to its end. */
export function readJournal(outdir: string): Map<string, string> {
  const file = join(outdir, journalFile);
  if (!existsSync(file)) return new Map();
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  } catch {
    return new Map(); // killed while it was written: nothing else was written yet
  }
}

export function removeJournal(outdir: string): void {
  rmSync(join(outdir, journalFile), { force: true });
}
