import { findEnvironment } from '../../assembly/assemble-workspace';
import { valueAt } from '../../data/merge';
import { formatPath, type Issue, IssueCollector, warningIssue } from '../../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../../environments/environment';
import type { FileTexts } from '../../environments/folder';
import type { PlacedPin } from '../../environments/pin-places';
import { editYaml, type YamlEdit } from '../../environments/yaml/edit';
import { readYaml } from '../../environments/yaml/read';
import { followLinks } from '../../files/follow-links';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { withEditLock } from './edit-lock';
import { pinFile, pinPath } from './pin-location';
import { type PinRequest, parsePin } from './pin-request';
import { withTagOfCommit } from './tag-of-commit';

export interface PinOptions extends LoadOptions {
  readonly environment: string;
  /**
   * `APP=TAG`, `APP/IMAGE=TAG` or `APP/FLOW=TAG`, each with a tag, a digest, or `TAG@DIGEST`. With `fromGit`, `APP`,
   * `APP/IMAGE` or `APP/FLOW`.
   */
  readonly pins: readonly string[];
  /**
   * Set the tag of git that stands on the checked-out commit. Of several tags, the latest version is set.
   * @default each pin names its version
   */
  readonly fromGit?: boolean | undefined;
}

/** One edited value. */
export interface PinChange {
  readonly file: string;
  readonly path: string;
  readonly before?: string;
  /** Absent if the entry was removed, such as a digest beside the tag. */
  readonly after?: string;
}

export interface PinResult {
  /** Empty if everything already had these pins. */
  readonly changes: readonly PinChange[];
  readonly warnings: readonly Issue[];
}

/**
 * Edits the pins of an environment's files and keeps every other byte.
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export async function pin(options: PinOptions): Promise<PinResult> {
  checkOptions(options, ['environment', 'pins']);
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  const problems = new IssueCollector();
  problems.add(...workspace.issues);
  const texts = options.fromGit ? withTagOfCommit(workspace.root, options.pins) : options.pins;
  const requests = texts.flatMap((text): PinRequest[] => {
    const { request, issue } = parsePin(text);
    if (issue) problems.add(issue);
    return request ? [request] : [];
  });
  const pins = requests.flatMap((request): PlacedPin[] => {
    const path = pinPath(workspace, environment, request, problems);
    return path ? [{ ...request, path }] : [];
  });
  problems.throwIfErrors();
  problems.add(...shadowed(environment, requests));
  return { changes: await editPins(workspace.root, environment, pins), warnings: problems.issues };
}

/**
 * Edits pins at the given paths, without loading the applications. A link to another file of the workspace is followed,
 * and stays a link.
 *
 * @throws TowpathError `path-outside-workspace` for a link that leads out of the workspace; then nothing was written
 */
export function editPins(root: string, environment: Environment, pins: readonly PlacedPin[]): Promise<PinChange[]> {
  return withEditLock(root, 'pin', async () => {
    const edited = pinEdits(root, environment, pins);
    writeFiles(root, new Map(edited.map(({ place, text }) => [place, text])));
    return edited.flatMap(({ changes }) => changes);
  });
}

/** A file with edited pins. */
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
  { name }: Environment,
  pins: readonly PlacedPin[],
  texts: FileTexts = new Map(),
): EditedFile[] {
  const edits = new Map<string, YamlEdit[]>();
  for (const pin of pins) {
    const { file, path } = pinFile(root, name, pin.path);
    edits.set(file, [...(edits.get(file) ?? []), ...editsOf(pin, path)]);
  }
  const places = followLinks(root, [...edits.keys()]);
  const edited = [...edits].map(([file, wanted]): EditedFile => {
    const place = places.get(file) ?? file;
    const before = texts.get(file) ?? readIfThere(root, place) ?? '';
    return { file, place, before, ...withEdits(before, file, wanted) };
  });
  return edited.filter(({ changes }) => changes.length > 0);
}

/** Pins of images and flows that override the new pin of their application. */
function shadowed(environment: Environment, requests: readonly PinRequest[]): Issue[] {
  return requests.flatMap(({ app, name }) => {
    if (name !== undefined) return [];
    const { images, flows } = applicationOverlay(environment, app);
    const nearer = Object.entries({ images, flows }).flatMap(([table, entries]) =>
      Object.entries(entries ?? {}).map(([entry, pin]) => ({ entry, pin, path: ['apps', app, table, entry] })),
    );
    return nearer.flatMap(({ entry, pin, path }): Issue[] => {
      const currentPin = pin?.tag ?? pin?.digest;
      if (!currentPin || requests.some((other) => other.app === app && other.name === entry)) return [];
      const location = locateIn(environment, path);
      return [
        warningIssue(
          'pin-shadowed',
          `\`${entry}\` keeps its own pin \`${currentPin}\`, which overrides the pin of the application`,
          {
            path: formatPath(path),
            location,
          },
        ),
      ];
    });
  });
}

/** A pin is set as a whole: a tag or digest that the request does not name is removed. */
function editsOf({ tag, digest }: PlacedPin, path: readonly string[]): YamlEdit[] {
  return [
    { path: [...path, 'tag'], value: tag ?? null },
    { path: [...path, 'digest'], value: digest ?? null },
  ];
}

function withEdits(
  text: string,
  file: string,
  edits: readonly YamlEdit[],
): { readonly text: string; readonly changes: readonly PinChange[] } {
  const { data } = readYaml(text);
  const present = (path: readonly string[]) => valueAt(data, path) as string | null | undefined;
  const changed = edits.filter(({ path, value }) => (present(path) ?? null) !== value);
  if (changed.length === 0) return { text, changes: [] };
  const changes = changed.map(({ path, value }): PinChange => {
    const before = present(path);
    return { file, path: formatPath(path), ...(before && { before }), ...(value && { after: value }) };
  });
  return { text: editYaml(text, changed), changes };
}
