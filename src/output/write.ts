import { deleteFile, deleteFolder } from '../files/delete-file';
import { moveFile, stageFile } from '../files/write-files';
import { isIndex, scratchFolder, sha256 } from './index-file';
import { addToJournal, writeJournal } from './journal';
import type { WritePlan } from './write-plan';

/**
 * Carries out a plan. Every text is written to the scratch folder before the first one is renamed into place, so that a
 * full disk changes nothing, and a kill leaves whole files. Indexes come last: until then, the old indexes and the
 * journal together say which files are towpath's.
 */
export function writeOutput(outdir: string, { write, remove, journal }: WritePlan): void {
  const paths = [...write.keys()].sort();
  deleteFolder(outdir, scratchFolder); // left by a synthesis that was killed
  try {
    const staged = stage(outdir, write);
    const files = paths.filter((path) => !isIndex(path));
    const hashes = files.map((path): [string, string] => [path, sha256(write.get(path) ?? '')]);
    writeJournal(outdir, addToJournal(journal.before, new Map(hashes)));
    for (const path of files) moveFile(outdir, staged.get(path) ?? '', path);
    for (const path of remove.filter((path) => !isIndex(path))) deleteFile(outdir, path);
    for (const path of paths.filter(isIndex)) moveFile(outdir, staged.get(path) ?? '', path);
    for (const path of remove.filter(isIndex)) deleteFile(outdir, path);
    writeJournal(outdir, journal.after);
  } finally {
    deleteFolder(outdir, scratchFolder);
  }
}

/** The path in the scratch folder of each text. */
function stage(outdir: string, texts: WritePlan['write']): Map<string, string> {
  return new Map(
    [...texts].map(([path, text], position) => {
      const place = `${scratchFolder}/${position}`;
      stageFile(outdir, place, text, path);
      return [path, place];
    }),
  );
}
