import { join, posix, relative, sep } from 'node:path';
import type { Issue } from '../diagnostics';
import { assertInside } from './containment';
import { readIfThere } from './files';
import { indexPath, indexText, isIndex, sha256 } from './index-file';
import { type Journal, readJournal, withoutDone } from './journal';
import type { OutputUnit } from './output';
import { damagedIndex, editedFile, foreignFile, obstacle, obstacleTo } from './plan-issues';
import { readRecord } from './record';

/** What writing an assembly would do to the output folder. Paths are relative to it. */
export interface WritePlan {
  /** Files that are new or differ, indexes included, by path. */
  readonly write: ReadonlyMap<string, string>;
  /** Files that an earlier synthesis wrote and that nothing declares any more. */
  readonly remove: readonly string[];
  /** How many files stay as they are. */
  readonly unchanged: number;
  /** Files that somebody else changed or put there, and that the plan would overwrite or remove. */
  readonly conflicts: readonly Issue[];
  /** What stands in the way and can not even be overwritten: a folder in a file's place, or the reverse. */
  readonly obstacles: readonly Issue[];
  /** What interrupted syntheses may have left: before the plan is carried out, and after. */
  readonly journal: { readonly before: Journal; readonly after: Journal };
}

export interface PlanOptions {
  /** Folder of the workspace: nothing outside it is written. */
  readonly root: string;
  readonly outdir: string;
  /** The environments that were synthesized; files of others are left alone. @default all */
  readonly environments?: readonly string[] | undefined;
}

/**
 * Compares an assembly with the output folder. Reads only.
 * @throws TowpathError when a link leads out of the workspace
 */
export function planWrite(units: readonly OutputUnit[], { root, outdir, environments }: PlanOptions): WritePlan {
  const record = readRecord(outdir, environments);
  const before = readJournal(outdir);
  const after = withoutDone(before, environments);
  const texts = new Map(units.flatMap(textsOf));
  const left = [...before.keys()].filter((path) => !after.has(path));
  const surplus = [...new Set([...record.files.keys(), ...left])].filter((path) => !texts.has(path));
  const places = [...texts.keys(), ...surplus].sort();
  for (const folder of new Set(places.map(posix.dirname))) assertInside(root, join(outdir, folder));

  const blocked = new Map(places.map((path) => [path, obstacleTo(outdir, path)]));
  const found = new Map(places.map((path) => [path, blocked.get(path) ? undefined : readIfThere(join(outdir, path))]));
  const isForeign = (path: string) => {
    const text = found.get(path);
    const hashes = [...(record.files.get(path) ?? []), ...(before.get(path) ?? [])];
    return text !== undefined && !hashes.includes(sha256(text));
  };
  const shown = (path: string) => relative(root, join(outdir, path)).split(sep).join('/');
  const write = new Map([...texts].filter(([path, text]) => found.get(path) !== text));
  // What only a journal speaks of was perhaps never written: what stands there may be somebody else's.
  const gone = surplus.filter((path) => found.get(path) !== undefined && (record.files.has(path) || !isForeign(path)));
  const conflicts = [...write.keys(), ...gone].filter((path) => !isIndex(path) && isForeign(path)).sort();
  const obstacles = new Set([...write.keys()].map((path) => blocked.get(path)).filter((place) => place !== undefined));
  return {
    write,
    remove: [...gone, ...record.indexes.filter((path) => !texts.has(path))].sort(),
    unchanged: [...texts.keys()].filter((path) => !isIndex(path) && !write.has(path)).length,
    conflicts: [
      ...record.damaged.map((path) => damagedIndex(shown(path))),
      ...conflicts.map((path) => (record.files.has(path) ? editedFile : foreignFile)(shown(path))),
    ],
    obstacles: [...obstacles].map((path) => obstacle(shown(path))),
    journal: { before, after },
  };
}

function textsOf(unit: OutputUnit): [string, string][] {
  return [...unit.files.map(({ path, text }): [string, string] => [path, text]), [indexPath(unit), indexText(unit)]];
}
