import { sha256Of } from '../data/sha256';
import { deleteFile, deleteFolder } from '../files/delete-file';
import { moveFiles, stageFiles } from '../files/write-files';
import { isIndex, scratchFolder } from './index-file';
import { addToJournal, writeJournal } from './journal';
import type { WritePlan } from './write-plan';

/**
 * Carries out a plan. Every text is written to the scratch folder before the first one is renamed into place, so that a
 * full disk changes nothing, and a kill leaves whole files. Indexes come last: until then, the old indexes and the
 * journal together say which files are towpath's.
 */
export function writeOutput(outdir: string, { write, remove, journal }: WritePlan): void {
  const paths = [...write.keys()].sort();
  const places = new Map(paths.map((path, position) => [path, `${scratchFolder}/${position}`]));
  const those = (isWanted: (path: string) => boolean) => new Map([...places].filter(([path]) => isWanted(path)));
  const isFile = (path: string) => !isIndex(path);
  deleteFolder(outdir, scratchFolder); // left by a synthesis that was killed
  try {
    stageFiles(outdir, places, write);
    const hashes = paths.filter(isFile).map((path): [string, string] => [path, sha256Of(write.get(path) ?? '')]);
    writeJournal(outdir, addToJournal(journal.before, new Map(hashes)));
    moveFiles(outdir, those(isFile));
    for (const path of remove.filter(isFile)) deleteFile(outdir, path);
    moveFiles(outdir, those(isIndex));
    for (const path of remove.filter(isIndex)) deleteFile(outdir, path);
    writeJournal(outdir, journal.after);
  } finally {
    deleteFolder(outdir, scratchFolder);
  }
}
