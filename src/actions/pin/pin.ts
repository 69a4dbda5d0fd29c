import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApplication } from '../../assembly/assemble';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { writeFileWhole } from '../../assembly/files';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import type { Workspace } from '../../assembly/workspace';
import { formatPath, type Issue, Problems, suggest } from '../../diagnostics';
import { type Environment, isInitial } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import { pinLayers } from '../../environments/image-pin';
import { valueAt } from '../../environments/merge';
import { editYaml, type YamlEdit } from '../../environments/yaml-edit';
import { readYaml } from '../../environments/yaml-read';
import { type PinRequest, parsePin } from './pin-request';

export interface PinOptions extends LoadOptions {
  readonly environment: string;
  /** `APP=TAG`, `APP/IMAGE=TAG`, `APP/FLOW=TAG`; a tag, a digest, or `TAG@DIGEST`. */
  readonly pins: readonly string[];
}

/** One edited value. */
export interface PinChange {
  readonly file: string;
  readonly path: string;
  readonly before?: string;
  /** Absent where the entry was removed: a digest that stood beside the tag. */
  readonly after?: string;
}

export interface PinResult {
  /** Empty when everything was pinned so already. */
  readonly changes: readonly PinChange[];
  readonly warnings: readonly Issue[];
}

/**
 * Edits the pins of an environment's files, and keeps every other byte of them.
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export async function pin(options: PinOptions): Promise<PinResult> {
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  const problems = new Problems();
  problems.add(...workspace.issues);
  const requests = options.pins.flatMap((text): PinRequest[] => {
    const { request, issue } = parsePin(text);
    if (issue) problems.add(issue);
    return request ? [request] : [];
  });
  const edits = new Map<string, YamlEdit[]>();
  for (const request of requests) {
    const prefix = pinPath(workspace, environment, request, problems);
    if (!prefix) continue;
    const { file, path } = placeOf(workspace.root, environment.name, prefix);
    edits.set(file, [...(edits.get(file) ?? []), ...editsOf(request, path)]);
  }
  problems.throwIfErrors();
  const changes = [...edits].flatMap(([file, wanted]) => applyEdits(workspace.root, file, wanted));
  return { changes, warnings: problems.issues };
}

/** Where a pin is said: for the application, for one of its images, or for one of its flows. */
function pinPath(
  { applications, options }: Workspace,
  environment: Environment,
  request: PinRequest,
  problems: Problems,
) {
  const { app, name, tag, text } = request;
  const entry = applications.find(({ id }) => id === app);
  if (!entry) {
    const hint = suggest(
      app,
      applications.map(({ id }) => id),
    );
    problems.error('unknown-application', `\`${app}\` is not an application of this workspace`, {
      path: text,
      ...(hint && { hint }),
    });
    return undefined;
  }
  if (tag === 'latest' && !isInitial(environment)) {
    problems.error('image-latest', `\`latest\` cannot be pinned in ${environment.name}`, {
      path: text,
      hint: 'name a released tag or a digest',
    });
  }
  const { application, issues } = buildApplication(entry, environment, options.defaults);
  if (!application) problems.add(...issues);
  const images = application?.images.map((image) => image.name) ?? [];
  const flows = application?.flows.map(({ node }) => node.id) ?? [];
  if (name === undefined) {
    const nearer = images.flatMap((image) =>
      pinLayers(environment, app, image, image).filter(({ origin }) => origin.split('.').length > 3),
    );
    for (const { origin, text: said, location } of nearer) {
      problems.warning('image-unpinned', `${origin} says ${said}, and still wins over the application's pin`, {
        path: origin,
        ...(location && { location }),
      });
    }
    return ['apps', app];
  }
  if (images.includes(name)) return ['apps', app, 'images', name];
  if (flows.includes(name)) return ['apps', app, 'flows', name];
  const hint = suggest(name, [...new Set([...images, ...flows])]);
  problems.error('unknown-image', `${app} has no image and no flow \`${name}\``, { path: text, ...(hint && { hint }) });
  return undefined;
}

/** The team's own file where there is one, else the environment's. */
function placeOf(
  root: string,
  environment: string,
  prefix: readonly string[],
): { file: string; path: readonly string[] } {
  const [, app, ...inner] = prefix;
  for (const ending of ['yaml', 'yml']) {
    const file = `${environmentsFolder}/${environment}/${app}.${ending}`;
    if (existsSync(join(root, file))) return { file, path: inner };
  }
  const short = `${environmentsFolder}/${environment}.yml`;
  const file = existsSync(join(root, short)) ? short : `${environmentsFolder}/${environment}.yaml`;
  return { file, path: prefix };
}

/** A pin is set as a whole: what the request does not say goes. */
function editsOf({ tag, digest }: PinRequest, path: readonly string[]): YamlEdit[] {
  return [
    { path: [...path, 'tag'], value: tag ?? null },
    { path: [...path, 'digest'], value: digest ?? null },
  ];
}

function applyEdits(root: string, file: string, edits: readonly YamlEdit[]): PinChange[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { data } = readYaml(text);
  const present = (path: readonly string[]) => valueAt(data, path) as string | null | undefined;
  const changed = edits.filter(({ path, value }) => (present(path) ?? null) !== value);
  if (changed.length === 0) return [];
  writeFileWhole(join(root, file), editYaml(text, changed));
  return changed.map(({ path, value }): PinChange => {
    const before = present(path);
    return { file, path: formatPath(path), ...(before && { before }), ...(value && { after: value }) };
  });
}
