import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMap } from '../data/merge';
import { bytesIfThere } from '../files/read-file';
import { indexFolder } from './index-file';
import { environmentOf, isOutputPath, type UnitIndex } from './output-unit';

/** The contents of the indexes that earlier syntheses wrote. Paths are relative to the output folder. */
export interface WriteRecord {
  /** The index files. */
  readonly indexes: readonly string[];
  /** Links in the place of an index or of a folder of indexes. They are not read. */
  readonly links: readonly string[];
  /** Index files that cannot be read as indexes. */
  readonly damaged: readonly string[];
  /** The hash of each file as it was written. A file has several if git left both sides of a merge. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** @param environments the environments whose indexes are read; all if undefined */
export function readRecord(outdir: string, environments: readonly string[] | undefined): WriteRecord {
  const { indexes, links } = indexFiles(outdir, environments);
  const read = indexes.map((path) => ({ path, ...readIndex(outdir, path) }));
  const files = new Map<string, string[]>();
  for (const [path, hash] of read.flatMap((index) => index.entries))
    files.set(path, [...(files.get(path) ?? []), hash]);
  return { indexes, links, files, damaged: read.filter(({ isDamaged }) => isDamaged).map(({ path }) => path) };
}

function indexFiles(
  outdir: string,
  environments: readonly string[] | undefined,
): Pick<WriteRecord, 'indexes' | 'links'> {
  const folders = entriesOf(outdir, indexFolder).filter(
    ({ entry: { name } }) => !name.startsWith('.') && (!environments || environments.includes(name)),
  );
  const files = folders
    .filter(({ entry }) => entry.isDirectory())
    .flatMap(({ path }) => entriesOf(outdir, path))
    .filter(({ path }) => path.endsWith('.json'));
  return {
    indexes: files.filter(({ entry }) => entry.isFile()).map(({ path }) => path),
    links: [...folders, ...files].filter(({ entry }) => entry.isSymbolicLink()).map(({ path }) => path),
  };
}

function entriesOf(outdir: string, folder: string): { readonly entry: Dirent; readonly path: string }[] {
  if (!existsSync(join(outdir, folder))) return [];
  const entries = readdirSync(join(outdir, folder), { withFileTypes: true });
  return entries.map((entry) => ({ entry, path: `${folder}/${entry.name}` }));
}

interface ReadIndex {
  readonly entries: readonly (readonly [path: string, hash: string])[];
  readonly isDamaged: boolean;
}

function readIndex(outdir: string, path: string): ReadIndex {
  const environment = environmentOf(path.slice(indexFolder.length + 1));
  // Anybody can edit an index, so its entries about other folders are ignored.
  const isOwn = ([file]: readonly [string, string]) => isOutputPath(file) && environmentOf(file) === environment;
  const text = bytesIfThere(outdir, path)?.toString('utf8') ?? '';
  try {
    const { version, files } = JSON.parse(text) as UnitIndex;
    if (version !== 1 || !isMap(files)) return { entries: [], isDamaged: true };
    const entries = Object.entries(files).map(([file, { sha256 }]) => [file, sha256] as const);
    return { entries: entries.filter(isOwn), isDamaged: false };
  } catch {
    return { entries: salvage(text).filter(isOwn), isDamaged: !/^<<<<<<< /m.test(text) };
  }
}

/** The entries of an index with conflict markers of git. Towpath wrote the files of both sides. */
function salvage(text: string): [string, string][] {
  let file = '';
  return [...text.matchAll(/^ {4}"([^"]+)": \{$|^ {6}"sha256": "([0-9a-f]{64})"/gm)].flatMap(([, path, hash]) => {
    file = path ?? file;
    return hash ? [[file, hash]] : [];
  });
}
