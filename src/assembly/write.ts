import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isIndex, scratchFolder, sha256 } from './index-file';
import { addToJournal, writeJournal } from './journal';
import type { WritePlan } from './plan';

/**
 * Carries a plan out. Every text is written beside its place before the first one is renamed into it, so that
 * a full disk changes nothing and a kill at any moment leaves whole files. Indexes come last: until then what
 * the old ones say, together with the journal, is true of every file.
 */
export function applyPlan(outdir: string, { write, remove, journal }: WritePlan): void {
  const scratch = join(outdir, scratchFolder);
  const paths = [...write.keys()].sort();
  try {
    const staged = stage(scratch, write);
    const files = paths.filter((path) => !isIndex(path));
    const hashes = files.map((path): [string, string] => [path, sha256(write.get(path) ?? '')]);
    writeJournal(outdir, addToJournal(journal.before, new Map(hashes)));
    for (const path of files) move(staged.get(path) ?? '', join(outdir, path));
    for (const path of remove.filter((path) => !isIndex(path))) removeFile(outdir, path);
    for (const path of paths.filter(isIndex)) move(staged.get(path) ?? '', join(outdir, path));
    for (const path of remove.filter(isIndex)) removeFile(outdir, path);
    writeJournal(outdir, journal.after);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Where each text lies until it is moved. */
function stage(scratch: string, texts: WritePlan['write']): Map<string, string> {
  mkdirSync(scratch, { recursive: true });
  return new Map(
    [...texts].map(([path, text], position) => {
      const file = join(scratch, String(position));
      writeFileSync(file, text);
      return [path, file];
    }),
  );
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

function removeFile(outdir: string, path: string): void {
  rmSync(join(outdir, path), { force: true });
  removeEmptyFolders(outdir, dirname(path));
}

function removeEmptyFolders(outdir: string, folder: string): void {
  if (folder === '.') return;
  const path = join(outdir, folder);
  // A link that somebody put there is not ours to remove.
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory() || readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmptyFolders(outdir, dirname(folder));
}
