import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../diagnostics';
import { readIfThere } from './files';
import { indexFolder, indexPath, indexText, sha256 } from './index-file';
import { readJournal } from './journal';
import type { OutputUnit, UnitIndex } from './output';

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
}

/**
 * Compares an assembly with the output folder. Reads only.
 *
 * @param environments the environments that were synthesized; files of others are left alone. All when undefined.
 */
export function planWrite(outdir: string, units: readonly OutputUnit[], environments?: readonly string[]): WritePlan {
  const known = readIndexes(outdir, environments);
  const recorded = new Map(known.flatMap(({ index }) => Object.entries(index?.files ?? {})));
  const journal = readJournal(outdir);
  const isOurs = (path: string, text: string) => {
    const hash = sha256(text);
    return recorded.get(path)?.sha256 === hash || journal.get(path) === hash;
  };
  const write = new Map<string, string>();
  const conflicts: Issue[] = [];
  const wanted = new Set<string>();
  let unchanged = 0;
  const want = (path: string, text: string, check: boolean) => {
    wanted.add(path);
    const found = readIfThere(join(outdir, path));
    if (found === text) {
      unchanged += check ? 1 : 0;
      return;
    }
    write.set(path, text);
    if (check && found !== undefined && !isOurs(path, found)) conflicts.push(conflict(path, recorded.has(path)));
  };
  for (const unit of units) {
    for (const file of unit.files) want(file.path, file.text, true);
    want(indexPath(unit), indexText(unit), false);
  }
  const stale = [...recorded.keys(), ...journal.keys()].filter((path) => !wanted.has(path));
  const remove = [...new Set(stale)].filter((path) => {
    const found = readIfThere(join(outdir, path));
    if (found !== undefined && !isOurs(path, found)) conflicts.push(conflict(path, true));
    return found !== undefined;
  });
  remove.push(...known.map(({ path }) => path).filter((path) => !wanted.has(path)));
  return { write, remove: remove.sort(), unchanged, conflicts };
}

function readIndexes(
  outdir: string,
  environments: readonly string[] | undefined,
): { path: string; index?: UnitIndex }[] {
  const folder = join(outdir, indexFolder);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .filter((name) => !environments || environments.includes(name))
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => `${indexFolder}/${name}/${file}`))
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ path, ...readIndex(join(outdir, path)) }));
}

/** An index that a merge left half readable records nothing. */
function readIndex(file: string): { index?: UnitIndex } {
  try {
    const index = JSON.parse(readFileSync(file, 'utf8')) as UnitIndex;
    return index.version === 1 && typeof index.files === 'object' ? { index } : {};
  } catch {
    return {};
  }
}

function conflict(path: string, isRecorded: boolean): Issue {
  return isRecorded
    ? {
        code: 'file-edited',
        severity: 'error',
        message: `${path} was changed since it was written`,
        hint: 'say the change in the application or the environment, or run again with --force to drop it',
      }
    : {
        code: 'file-not-ours',
        severity: 'error',
        message: `${path} stands where a file is to be written, and was not written by towpath`,
        hint: 'move it away, or run again with --force to overwrite it',
      };
}
