import { join } from 'node:path';
import { sha256Of } from '../data/sha256';
import type { Issue } from '../diagnostics';
import { escapesFolder, type Obstacle, obstacleIssue, obstacleTo } from '../files/obstacle';
import { bytesIfThere } from '../files/read-file';
import { shownPath } from '../files/real-path';
import { indexPath, indexText, isIndex } from './index-file';
import { type Journal, readJournal, remainingEntries } from './journal';
import type { OutputUnit } from './output-unit';
import { damagedIndex, editedFile, foreignFile } from './write-plan-issues';
import { readRecord } from './write-record';

/** The changes to the output folder. Paths are relative to it. */
export interface WritePlan {
  /** New and changed files by path, including indexes. */
  readonly write: ReadonlyMap<string, string>;
  /** Files that an earlier synthesis wrote and that are no longer declared. */
  readonly remove: readonly string[];
  /** The number of files that stay as they are. */
  readonly unchanged: number;
  /** Files that somebody else changed or created, and that this plan would overwrite or remove. Only `--force` allows that. */
  readonly conflicts: readonly Issue[];
  /**
   * Obstacles that even `--force` does not overwrite: a link, a folder in the place of a file, or a file in the place
   * of a folder.
   */
  readonly obstacles: readonly Issue[];
  /** The files that interrupted syntheses may have left, before and after the plan is carried out. */
  readonly journal: { readonly before: Journal; readonly after: Journal };
}

export interface WritePlanOptions {
  /** The workspace: absolute, with links resolved. Paths in messages are relative to it. */
  readonly root: string;
  /** The output folder: absolute, with links resolved. */
  readonly outdir: string;
  /** The environments that were synthesized. Files of other environments are left alone. @default all */
  readonly environments?: readonly string[] | undefined;
}

/** Compares an assembly with the output folder. It only reads, and follows no link. */
export function planWrite(units: readonly OutputUnit[], { root, outdir, environments }: WritePlanOptions): WritePlan {
  const record = readRecord(outdir, environments);
  const before = readJournal(outdir);
  const after = remainingEntries(before, environments);
  const texts = outputTexts(units);
  const left = [...before.keys()].filter((path) => !after.has(path));
  const surplus = [...new Set([...record.files.keys(), ...left])].filter((path) => !texts.has(path));
  const places = [...texts.keys(), ...surplus].sort();
  const found = new Map(places.map((path) => [path, bytesIfThere(outdir, path, root)]));
  const isForeign = (path: string) => {
    const bytes = found.get(path);
    const hashes = [...(record.files.get(path) ?? []), ...(before.get(path) ?? [])];
    return bytes !== undefined && !hashes.includes(sha256Of(bytes));
  };
  const shown = (path: string) => shownPath(root, join(outdir, path));
  const write = new Map([...texts].filter(([path, text]) => !found.get(path)?.equals(Buffer.from(text))));
  // A file that only a journal names may never have been written, so a file at that path may be somebody else's.
  const gone = surplus.filter((path) => found.get(path) !== undefined && (record.files.has(path) || !isForeign(path)));
  const conflicts = [...write.keys(), ...gone].filter((path) => !isIndex(path) && isForeign(path)).sort();
  return {
    write,
    remove: [...gone, ...record.indexes.filter((path) => !texts.has(path))].sort(),
    unchanged: [...texts.keys()].filter((path) => !isIndex(path) && !write.has(path)).length,
    conflicts: [
      ...record.damaged.map((path) => damagedIndex(shown(path))),
      ...conflicts.map((path) => (record.files.has(path) ? editedFile : foreignFile)(shown(path))),
    ],
    obstacles: obstaclesTo(outdir, [...write.keys(), ...record.links], surplus).map((one) =>
      obstacleIssue(root, outdir, one),
    ),
    journal: { before, after },
  };
}

/**
 * Each obstacle once. A file that would be deleted has an obstacle only if a link in its path points out of the folder.
 * If something else is at its path, there is nothing to delete.
 */
function obstaclesTo(outdir: string, write: readonly string[], surplus: readonly string[]): Obstacle[] {
  const found = (paths: readonly string[]) => paths.flatMap((path) => obstacleTo(outdir, path) ?? []);
  const obstacles = [...found(write), ...found(surplus).filter((one) => escapesFolder(outdir, one))];
  return [...new Map(obstacles.map((one) => [one.path, one])).values()];
}

/** The texts of all files by path, with the indexes. */
export function outputTexts(units: readonly OutputUnit[]): Map<string, string> {
  return new Map(
    units.flatMap((unit) => [
      ...unit.files.map(({ path, text }): [string, string] => [path, text]),
      [indexPath(unit), indexText(unit)] as [string, string],
    ]),
  );
}
