import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readIfThere } from '../files/read-file';
import { readableEntries } from '../files/readable-entries';
import { statIfThere } from '../files/stat';

/** Larger files are generated. Bytes. */
const largestSource = 2 ** 20;

/** Folders with code of other people, or with files that tools made. */
const foreignFolders = ['node_modules', 'site-packages', '__pycache__', 'venv', 'virtualenv'];

/** The numbers of files and folders that were not searched. */
export interface Skipped {
  /** Files of more than 1 MiB. */
  readonly large: number;
  readonly notebooks: number;
  /** Symbolic links, which are not followed. */
  readonly links: number;
  readonly virtualenvs: number;
  /** Files of tests, such as `test_load.py`. */
  readonly tests: number;
}

export interface ListedFiles {
  /** Paths relative to the folder, with `/`, sorted. */
  readonly files: readonly string[];
  readonly skipped: Skipped;
}

/** Rules of the `.gitignore` of a folder. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Lists the files of a folder that may declare flows. Files that git ignores, folders that start with a dot, links,
 * virtual environments, notebooks, tests and large files are left out.
 *
 * @param folder absolute
 * @param isWanted whether the name of a file is one that is searched
 */
export function listFiles(folder: string, isWanted: (name: string) => boolean): ListedFiles {
  const files: string[] = [];
  const skipped = { large: 0, notebooks: 0, links: 0, virtualenvs: 0, tests: 0 };
  const visit = (path: string, above: readonly Rules[]): void => {
    // Flows in a folder that nobody may read belong to somebody else.
    const entries = readableEntries(join(folder, path));
    if (entries.some(({ name }) => name === 'pyvenv.cfg')) {
      skipped.virtualenvs++;
      return;
    }
    const rules = withRulesOf(folder, path, entries, above);
    for (const entry of entries) {
      const { name } = entry;
      const inner = path === '' ? name : `${path}/${name}`;
      const isWantedFile = entry.isFile() && isWanted(name);
      const isNotebook = entry.isFile() && name.endsWith('.ipynb');
      if (entry.isDirectory() ? isForeign(name) : !isWantedFile && !isNotebook && !entry.isSymbolicLink()) continue;
      if (isIgnored(entry.isDirectory() ? `${inner}/` : inner, rules)) continue;
      if (entry.isDirectory()) visit(inner, rules);
      else if (entry.isSymbolicLink()) skipped.links++;
      else if (isNotebook) skipped.notebooks++;
      else if (isTest(inner)) skipped.tests++;
      else if ((statIfThere(join(folder, inner))?.size ?? 0) > largestSource) skipped.large++;
      else files.push(inner);
    }
  };
  visit('', []);
  return { files: files.sort(), skipped };
}

function withRulesOf(
  root: string,
  path: string,
  entries: readonly Dirent[],
  above: readonly Rules[],
): readonly Rules[] {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return above;
  const text = readIfThere(root, path === '' ? '.gitignore' : `${path}/.gitignore`) ?? '';
  return [...above, { folder: path === '' ? '' : `${path}/`, rules: ignore().add(text) }];
}

/** The rules of the folder nearest to a path count most. */
function isIgnored(path: string, all: readonly Rules[]): boolean {
  let isSo = false;
  for (const { folder, rules } of all) {
    const { ignored, unignored } = rules.test(path.slice(folder.length));
    isSo = ignored || (isSo && !unignored);
  }
  return isSo;
}

function isForeign(name: string): boolean {
  return name.startsWith('.') || foreignFolders.includes(name);
}

/** Tests declare flows only to test something. */
function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests\/|test_[^/]*\.py$|conftest\.py$|[^/]*_test\.py$)/.test(path);
}
