import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexFolder } from './index-file';
import { environmentOf, isOutputPath, type UnitIndex } from './output';

/** What the indexes in an output folder say that earlier syntheses wrote. Paths are relative to the folder. */
export interface WriteRecord {
  /** The index files. */
  readonly indexes: readonly string[];
  /** Those that are no index any more. */
  readonly damaged: readonly string[];
  /** By file, the hash of what was written; several where a merge left both sides. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** @param environments whose indexes to read; all when undefined */
export function readRecord(outdir: string, environments: readonly string[] | undefined): WriteRecord {
  const indexes = indexFiles(outdir, environments);
  const read = indexes.map((path) => ({ path, ...readIndex(outdir, path) }));
  const files = new Map<string, string[]>();
  for (const [path, hash] of read.flatMap((index) => index.entries))
    files.set(path, [...(files.get(path) ?? []), hash]);
  return { indexes, files, damaged: read.filter(({ isDamaged }) => isDamaged).map(({ path }) => path) };
}

function indexFiles(outdir: string, environments: readonly string[] | undefined): string[] {
  const folder = join(outdir, indexFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) => !environments || environments.includes(name))
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${indexFolder}/${name}/${file}`))
    .filter((path) => path.endsWith('.json'));
}

interface ReadIndex {
  readonly entries: readonly (readonly [path: string, hash: string])[];
  readonly isDamaged: boolean;
}

function readIndex(outdir: string, path: string): ReadIndex {
  const environment = environmentOf(path.slice(indexFolder.length + 1));
  // The index is a file that anybody can edit: what it says of other places is not followed.
  const isOwn = ([file]: readonly [string, string]) => isOutputPath(file) && environmentOf(file) === environment;
  const text = readFileSync(join(outdir, path), 'utf8');
  try {
    const { version, files } = JSON.parse(text) as UnitIndex;
    if (version !== 1) return { entries: [], isDamaged: true };
    const entries = Object.entries(files).map(([file, { sha256 }]) => [file, sha256] as const);
    return { entries: entries.filter(isOwn), isDamaged: false };
  } catch {
    return { entries: salvage(text).filter(isOwn), isDamaged: !/^<<<<<<< /m.test(text) };
  }
}

/** After a merge that git could not do, what either side wrote is ours. */
function salvage(text: string): [string, string][] {
  let file = '';
  return [...text.matchAll(/^ {4}"([^"]+)": \{$|^ {6}"sha256": "([0-9a-f]{64})"/gm)].flatMap(([, path, hash]) => {
    file = path ?? file;
    return hash ? [[file, hash]] : [];
  });
}
