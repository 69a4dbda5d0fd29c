import { join } from 'node:path';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { valueAt } from '../../data/merge';
import { formatPath, type Issue, IssueCollector, warningIssue } from '../../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import { editYaml, type YamlEdit } from '../../environments/yaml/edit';
import { readYaml } from '../../environments/yaml/read';
import { followLink, followLinks } from '../../files/follow-links';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { withLock } from '../../output/lock';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { pinFile, pinPath } from './pin-location';
import { type PinRequest, parsePin } from './pin-request';

export interface PinOptions extends LoadOptions {
  readonly environment: string;
  /** `APP=TAG`, `APP/IMAGE=TAG` or `APP/FLOW=TAG`, each with a tag, a digest, or `TAG@DIGEST`. */
  readonly pins: readonly string[];
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
  const requests = options.pins.flatMap((text): PinRequest[] => {
    const { request, issue } = parsePin(text);
    if (issue) problems.add(issue);
    return request ? [request] : [];
  });
  const pins = requests.flatMap((request): LocatedPin[] => {
    const path = pinPath(workspace, environment, request, problems);
    return path ? [{ ...request, path }] : [];
  });
  problems.throwIfErrors();
  problems.add(...shadowed(environment, requests));
  return { changes: await editPins(workspace.root, environment, pins), warnings: problems.issues };
}

/** The path of a pin in the file: `['apps', 'pssp', 'images', 'api']`. */
export interface LocatedPin {
  readonly path: readonly string[];
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Edits pins at the given paths, without loading the applications. A link to another file of the workspace is followed,
 * and stays a link.
 *
 * @throws TowpathError `path-outside-workspace` for a link that leads out of the workspace; then nothing was written
 */
export async function editPins(root: string, { name }: Environment, pins: readonly LocatedPin[]): Promise<PinChange[]> {
  const folder = join(root, followLink(root, environmentsFolder));
  return withLock(
    folder,
    async () => editNow(root, name, pins),
    () => {},
  );
}

function editNow(root: string, name: string, pins: readonly LocatedPin[]): PinChange[] {
  const edits = new Map<string, YamlEdit[]>();
  for (const pin of pins) {
    const { file, path } = pinFile(root, name, pin.path);
    edits.set(file, [...(edits.get(file) ?? []), ...editsOf(pin, path)]);
  }
  const places = followLinks(root, [...edits.keys()]);
  const edited = [...edits].map(([file, wanted]) => {
    const place = places.get(file) ?? file;
    return { place, ...withEdits(readIfThere(root, place) ?? '', file, wanted) };
  });
  const changed = edited.filter(({ changes }) => changes.length > 0);
  writeFiles(root, new Map(changed.map(({ place, text }) => [place, text])));
  return changed.flatMap(({ changes }) => changes);
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
function editsOf({ tag, digest }: LocatedPin, path: readonly string[]): YamlEdit[] {
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
