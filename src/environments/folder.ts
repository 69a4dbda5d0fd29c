import { type Dirent, readdirSync } from 'node:fs';
import { join, parse, posix, sep } from 'node:path';
import { ownValue } from '../data/merge';
import { errorIssue, type Issue, IssueCollector, suggest } from '../diagnostics';
import { statIfThere } from '../files/stat';
import { dnsLabel } from '../model/formats';
import { baseIssues, withBases } from './bases';
import { chainIssues, sortByPromotion } from './chain';
import { type Environment, fromSources } from './environment';
import { type EnvironmentSource, readEnvironmentSource, readTeamSource } from './source';
import { linkProblem, readTextFile } from './text-file';

export const environmentsFolder = 'environments';

/** The file of those who may approve a change, in the format of allowed signers of git. */
export const approversFile = `${environmentsFolder}/approvers`;

export interface ReadEnvironments {
  /** The environments in the order of promotion. Environments with errors are included as far as they could be read. */
  readonly environments: readonly Environment[];
  readonly issues: readonly Issue[];
}

/** Texts of files by their paths, relative to the workspace. */
export type FileTexts = ReadonlyMap<string, string>;

/**
 * Reads all files in `environments/` of a workspace, and collects the problems of all of them.
 *
 * @param texts are read instead of the text on disk, for files that exist. @default no texts
 */
export function readEnvironments(root: string, texts: FileTexts = new Map()): ReadEnvironments {
  const problems = new IssueCollector();
  const files = yamlFiles(root, environmentsFolder, problems);
  const own = new Map<string, EnvironmentSource[]>();
  for (const [name, file] of files) {
    const text = readText(root, file, problems, texts);
    if (text === undefined) continue;
    const { source, issues } = readEnvironmentSource(text, file);
    problems.add(...issues);
    own.set(name, [source, ...teamSources(root, name, source, problems, texts)]);
  }
  orphanFolders(root, [...files.keys()], problems);
  problems.add(...baseIssues(own, environmentsFolder));
  const environments = [...own.keys()]
    .filter((name) => !name.startsWith('_'))
    .filter((name) => isName(name, files.get(name) ?? '', problems))
    .map((name) => fromSources(name, withBases(name, own)));
  // If a file cannot be read, problems with the chain would only be consequences of that.
  if (own.size === files.size && !problems.issues.some(isOfChain)) problems.add(...chainIssues(environments));
  return { environments: sortByPromotion(environments), issues: problems.issues };
}

/** Reports whether an issue means that the order of the environments is not known. */
function isOfChain({ code, path = '' }: Issue): boolean {
  if (code === 'yaml-syntax' || code === 'yaml-not-a-map') return true;
  return code === 'invalid-value' && /^(promotesFrom|default)\b/.test(path);
}

function teamSources(
  root: string,
  environment: string,
  shared: EnvironmentSource,
  problems: IssueCollector,
  texts: FileTexts,
): EnvironmentSource[] {
  const folder = join(environmentsFolder, environment);
  const files = yamlFiles(root, folder, problems);
  problems.add(...ignoredBelow(root, folder));
  return [...files].map(([app, file]) => {
    const { source, issues } = readTeamSource(readText(root, file, problems, texts) ?? '', file, app);
    problems.add(...issues);
    const twice = ownValue(shared.data.apps, app) !== undefined && shared.locate(['apps', app]);
    if (twice) {
      const message = `the environment \`${environment}\` sets values of \`${app}\` both here and in \`${file}\``;
      problems.error('file-twice', message, { path: `apps.${app}`, location: twice, hint: 'keep one of the two' });
    }
    return source;
  });
}

function readText(root: string, file: string, problems: IssueCollector, texts: FileTexts): string | undefined {
  const { text, issues } = readTextFile(root, file);
  problems.add(...issues);
  return issues.length > 0 ? undefined : (texts.get(file) ?? text);
}

/** Maps the name of each YAML file in a folder, without its extension, to its path. Hidden files are skipped. */
function yamlFiles(root: string, folder: string, problems: IssueCollector): Map<string, string> {
  const found = new Map<string, string>();
  const problem = linkProblem(root, folder);
  if (problem) problems.add(problem);
  for (const entry of problem ? [] : entriesOf(join(root, folder))) {
    const { name, ext } = parse(entry.name);
    if (name.startsWith('.')) continue;
    const file = join(folder, entry.name).split(sep).join('/');
    if (ext !== '.yaml' && ext !== '.yml') {
      // A link without an extension is meant as the folder of an environment.
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && ext === '');
      if (!isFolder && file !== approversFile && isMisnamed(entry.name)) problems.add(misnamed(file, name));
      continue;
    }
    if (found.has(name)) {
      problems.error('file-twice', `\`${file}\` and \`${found.get(name)}\` both define \`${name}\``, {
        hint: 'keep one of the two',
        location: { file },
      });
    } else {
      found.set(name, file);
    }
  }
  return found;
}

/** Whether a file without the extension of YAML was meant as an environment. Notes and files that were set aside are not. */
function isMisnamed(entry: string): boolean {
  return /\.(?:ya?ml|json[c5]?|toml)$/i.test(entry) || dnsLabel.safeParse(entry).success;
}

/** A folder of an environment has one file for each application, so files in folders below it would be ignored. */
function ignoredBelow(root: string, folder: string): Issue[] {
  const folders = entriesOf(join(root, folder)).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return folders.flatMap(({ name: inner }) =>
    entriesOf(join(root, folder, inner))
      .filter(({ name }) => /^[^.].*\.ya?ml$/.test(name))
      .map(({ name }) => {
        const file = [folder, inner, name].join('/').split(sep).join('/');
        const message = `\`${file}\` would be ignored, because the folder of an environment has no folders`;
        const hint = `move it to \`${posix.dirname(posix.dirname(file))}/\`, under the name of its application`;
        return errorIssue('file-ignored', message, { hint, location: { file } });
      }),
  );
}

function misnamed(file: string, name: string): Issue {
  const hint = `write YAML, which includes JSON, and rename the file to \`${posix.join(posix.dirname(file), name)}.yaml\``;
  const message = `\`${file}\` would be ignored, because environments are read from files that end with .yaml or .yml`;
  return errorIssue('file-ignored', message, { hint, location: { file } });
}

/** Lists a folder, sorted by name; empty if the folder does not exist. */
function entriesOf(folder: string): Dirent[] {
  if (!statIfThere(folder)?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function orphanFolders(root: string, names: readonly string[], problems: IssueCollector): void {
  for (const entry of entriesOf(join(root, environmentsFolder))) {
    if (!entry.isDirectory() || /^\.|\.ya?ml$/.test(entry.name) || names.includes(entry.name)) continue;
    const hint = suggest(entry.name, names);
    problems.error(
      'environment-file-missing',
      `the folder \`${environmentsFolder}/${entry.name}/\` needs a file \`${environmentsFolder}/${entry.name}.yaml\``,
      {
        location: { file: `${environmentsFolder}/${entry.name}` },
        ...(hint && { hint }),
      },
    );
  }
}

function isName(name: string, file: string, problems: IssueCollector): boolean {
  if (dnsLabel.safeParse(name).success) return true;
  problems.error('invalid-name', `\`${name}\` is not a valid name for an environment`, {
    location: { file },
    hint: 'use at most 63 of a-z, 0-9 and `-`; start the name with `_` if other files only extend it',
  });
  return false;
}
