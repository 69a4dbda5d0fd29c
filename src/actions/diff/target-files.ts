import { z } from 'zod';
import { indexFolder } from '../../output/index-file';
import { spansEnvironments } from '../../targets/units';
import { filesAt } from '../git/objects';
import type { TargetFiles } from '../synth/build';
import type { FileChange, ObjectChange } from './change';

/** The part of an index that is read. The index of a commit may come from anybody. */
const indexFile = z.looseObject({ files: z.record(z.string(), z.unknown()) });

/**
 * The files of a target in a commit, by path relative to the folder of the target. Files that towpath did not write are
 * left out. A commit in which the target was not written has none.
 *
 * @param folder the folder of the target, relative to the workspace
 */
export function targetFilesAt(root: string, ref: string, folder: string): Map<string, string> {
  const all = filesAt(root, ref, [folder]);
  const indexes = [...all].filter(([path]) => path.startsWith(`${folder}/${indexFolder}/`) && path.endsWith('.json'));
  const listed = indexes.flatMap(([, text]) => listedFiles(text));
  return new Map(
    listed.flatMap((path) => {
      const text = all.get(`${folder}/${path}`);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

function listedFiles(index: string): string[] {
  try {
    return Object.keys(indexFile.parse(JSON.parse(index)).files);
  } catch {
    return [];
  }
}

/**
 * Compares the files of a target with those of a commit.
 *
 * @param objects the changes of the objects, from which the changed pins are known
 * @param environments the compared environments. @default all
 */
export function fileChanges(
  { target, units }: TargetFiles,
  base: ReadonlyMap<string, string>,
  objects: readonly ObjectChange[],
  environments?: readonly string[],
): FileChange[] {
  const applications = new Map(
    units.flatMap(({ application, files }) => files.map(({ path }) => [path, application] as const)),
  );
  const owner = (path: string): Pick<FileChange, 'environment' | 'application'> => {
    const [folder = ''] = path.split('/');
    if (spansEnvironments(target)) return target.unit === 'application' ? { application: folder } : {};
    const application = applications.get(path);
    return { environment: folder, ...(application !== undefined && { application }) };
  };
  const pinsIn = changedPins(objects);
  const now = new Map(units.flatMap(({ files }) => files).map(({ path, text }) => [path, text]));
  const paths = [...new Set([...base.keys(), ...now.keys()])].sort();
  return paths.flatMap((path): FileChange[] => {
    const [before, after] = [base.get(path), now.get(path)];
    const place = owner(path);
    if (before === after) return [];
    if (environments && !(place.environment && environments.includes(place.environment))) return [];
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const pinOnly = before !== undefined && after !== undefined && withOldPins(after, pinsIn(place)) === before;
    return [{ target: target.name, ...place, file: `${target.name}/${path}`, change, pinOnly }];
  });
}

type Place = Pick<FileChange, 'environment' | 'application'>;

/** The changed pins of a place: for each new value the old one. A place without an application has those of all. */
function changedPins(objects: readonly ObjectChange[]): (place: Place) => ReadonlyMap<string, string> {
  const nameIn = (environment = '', application = '') => `${environment}/${application}`;
  const places = new Map<string, Map<string, string>>();
  for (const { environment, application, fields } of objects) {
    const around = [nameIn(environment, application), nameIn(environment), nameIn('', application), nameIn()];
    for (const { pin, from, to } of fields) {
      if (!pin || typeof from !== 'string' || typeof to !== 'string') continue;
      for (const name of around) places.set(name, (places.get(name) ?? new Map()).set(to, from));
    }
  }
  return ({ environment, application }) => places.get(nameIn(environment, application)) ?? new Map();
}

/** A text in which each changed pin has its old value again. */
function withOldPins(text: string, old: ReadonlyMap<string, string>): string {
  if (old.size === 0) return text;
  // A longer value comes first, because it may contain a shorter one.
  const values = [...old.keys()]
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return text.replace(new RegExp(values.join('|'), 'g'), (value) => old.get(value) ?? value);
}
