import { valueAt } from '../../data/merge';
import { formatPath } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { FileTexts } from '../../environments/folder';
import type { PlacedPin } from '../../environments/pin-places';
import { editYaml } from '../../environments/yaml/edit';
import { readYaml } from '../../environments/yaml/read';
import type { YamlEdit } from '../../environments/yaml/yaml-edit';
import { followLinks } from '../../files/follow-links';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import type { LockHolder } from '../../output/lock';
import { withEditLock } from './edit-lock';
import { pinFile } from './pin-location';

/** One edited value. */
export interface PinChange {
  readonly file: string;
  readonly path: string;
  readonly before?: string;
  /** Absent if the entry was removed, such as a digest beside the tag. */
  readonly after?: string;
}

/** Edits pins at the given paths, without loading the applications. */
export function editPins(root: string, environment: Environment, pins: readonly PlacedPin[]): Promise<PinChange[]> {
  return editEnvironment(root, environment, pinYamlEdits(pins), 'pin');
}

/**
 * Edits the files of an environment and keeps every other byte. A link to another file of the workspace is followed, and
 * stays a link.
 *
 * @param edits with paths in the environment, which begin with `apps`
 * @param holder how other processes that wait for the files name this one
 * @throws TowpathError `path-outside-workspace` for a link that leads out of the workspace; then nothing was written
 */
export function editEnvironment(
  root: string,
  environment: Environment,
  edits: readonly YamlEdit[],
  holder: LockHolder,
): Promise<PinChange[]> {
  return withEditLock(root, holder, async () => {
    const edited = editedFiles(root, environment, edits);
    writeFiles(root, new Map(edited.map(({ place, text }) => [place, text])));
    return edited.flatMap(({ changes }) => changes);
  });
}

/** A file with edited values. */
export interface EditedFile {
  /** The file as the environment names it, relative to the workspace. */
  readonly file: string;
  /** The file to write, with links followed, relative to the workspace. */
  readonly place: string;
  /** The text before the edits. */
  readonly before: string;
  readonly text: string;
  readonly changes: readonly PinChange[];
}

/**
 * The texts of the files that change if pins are set. Nothing is written.
 * @param texts are edited instead of the texts on disk. @default no texts
 */
export function pinEdits(
  root: string,
  environment: Environment,
  pins: readonly PlacedPin[],
  texts: FileTexts = new Map(),
): EditedFile[] {
  return editedFiles(root, environment, pinYamlEdits(pins), texts);
}

/**
 * The texts of the files that change by some edits. Nothing is written.
 * @param texts are edited instead of the texts on disk. @default no texts
 */
export function editedFiles(
  root: string,
  { name }: Environment,
  wanted: readonly YamlEdit[],
  texts: FileTexts = new Map(),
): EditedFile[] {
  const edits = new Map<string, YamlEdit[]>();
  for (const { path: whole, value } of wanted) {
    const { file, path } = pinFile(root, name, whole);
    edits.set(file, [...(edits.get(file) ?? []), { path, value }]);
  }
  const places = followLinks(root, [...edits.keys()]);
  const edited = [...edits].map(([file, own]): EditedFile => {
    const place = places.get(file) ?? file;
    const before = texts.get(file) ?? readIfThere(root, place) ?? '';
    return { file, place, before, ...withEdits(before, file, own) };
  });
  return edited.filter(({ changes }) => changes.length > 0);
}

/** A pin is set as a whole: a tag or digest that the request does not name is removed. */
export function pinYamlEdits(pins: readonly PlacedPin[]): YamlEdit[] {
  return pins.flatMap(({ tag, digest, path }) => [
    { path: [...path, 'tag'], value: tag ?? null },
    { path: [...path, 'digest'], value: digest ?? null },
  ]);
}

function withEdits(
  text: string,
  file: string,
  edits: readonly YamlEdit[],
): { readonly text: string; readonly changes: readonly PinChange[] } {
  const { data } = readYaml(text);
  const present = (path: readonly string[]) => valueAt(data, path) ?? null;
  const changed = edits.filter(({ path, value }) => present(path) !== value);
  if (changed.length === 0) return { text, changes: [] };
  const changes = changed.map(({ path, value }): PinChange => {
    const before = present(path);
    return {
      file,
      path: formatPath(path),
      ...(typeof before === 'string' && before && { before }),
      ...(value && { after: value }),
    };
  });
  return { text: editYaml(text, changed), changes };
}
