import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { type ComposeDocument, composeDocument, isComposeText } from '../../../adoption/compose/document';
import type { FoundPath } from '../../../adoption/compose/project';
import { readCompose } from '../../../adoption/compose/read';
import { errorIssue, type Issue, warningIssue } from '../../../diagnostics';
import { type Fields, fieldsOf } from '../../../equivalence/fields';
import { readUserText, unreadableIssue } from '../../../files/read-file';
import { statIfThere } from '../../../files/stat';
import { composeName } from '../../../source/manifests/file-names';
import { printedBy } from './built-by';
import { shownSource } from './manifests';
import type { ReadSource, SourceContext } from './source';

/** The largest file that is mounted. A ConfigMap holds at most 1 MiB. */
const largestMounted = 2 ** 20;

/** The Compose files that a source names: `compose.yaml` or `compose.yaml+compose.prod.yaml`; undefined for another source. */
export function composeFilesOf(source: string): readonly string[] | undefined {
  const files = statIfThere(source) ? [source] : source.split('+');
  const [first = ''] = files;
  if (!statIfThere(first)?.isFile() || !/\.ya?ml$/.test(first)) return undefined;
  try {
    return composeName.test(basename(first)) || isComposeText(readUserText(first)) ? files : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of Compose files. Paths in them are relative to the folder of the first one. */
export function readComposeFiles(files: readonly string[], context: SourceContext): ReadSource {
  const documents: ComposeDocument[] = [];
  const issues: Issue[] = [];
  let needsProgram = false;
  for (const file of files) {
    try {
      const text = readUserText(file);
      const document = composeDocument(shownSource(file), text);
      needsProgram ||=
        'data' in document && (document.data.include !== undefined || /!(?:reset|override)\b/.test(text));
      if ('data' in document) documents.push(document);
      else issues.push(document);
    } catch (error) {
      issues.push(unreadableIssue(shownSource(file), error));
    }
  }
  if (issues.length > 0) return { objects: [], issues, own: [], used: [] };
  const folder = dirname(files[0] as string);
  if (needsProgram) return readByProgram(files, folder, context);
  return read(documents, folder, context, overridden(files));
}

/** Docker Compose itself joins the files, if they use what only it reads. The lines of its output are not those of a file. */
function readByProgram(files: readonly string[], folder: string, context: SourceContext): ReadSource {
  const [first = ''] = files;
  const args = [...files.flatMap((file) => ['-f', file]), '--profile', '*', 'config', '--format', 'json'];
  const builders = [
    { program: 'docker', args: ['compose', ...args] },
    { program: 'docker-compose', args },
  ];
  const printed = printedBy(builders, shownSource(first), context.values);
  const document =
    'text' in printed ? composeDocument(shownSource(first), printed.text) : (printed.issue ?? missing(first));
  if (!('data' in document)) return { objects: [], issues: [document], own: [], used: [] };
  return read([{ ...document, lineOf: () => 1 }], folder, context, []);
}

function missing(file: string): Issue {
  const message = `\`${shownSource(file)}\` uses \`include\`, \`!reset\` or \`!override\`, which only Docker Compose reads, and it is not installed`;
  const hint =
    'install Docker Compose, or adopt what it prints elsewhere: `docker compose config | towpath adopt shop dev=-`';
  return errorIssue('compose-needs-program', message, { location: { file: shownSource(file) }, hint });
}

/** The objects of a Compose file from standard input. Paths in it are relative to the current folder. */
export function readComposeText(text: string, context: SourceContext): ReadSource {
  const document = composeDocument('standard input', text);
  if (!('data' in document)) return { objects: [], issues: [document], own: [], used: [] };
  return read([document], '.', context, []);
}

function read(
  documents: readonly ComposeDocument[],
  folder: string,
  context: SourceContext,
  warnings: readonly Issue[],
): ReadSource {
  const { application, values } = context;
  const environment = environmentOf(folder);
  const { issues, ...found } = readCompose({
    ...{ application, documents, find: (path) => find(resolved(folder, path)) },
    values: { ...environment.variables, ...values },
    readService: (file, service) => serviceOf(resolved(folder, file), service),
  });
  return { ...found, issues: [...warnings, ...environment.issues, ...issues] };
}

function resolved(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

/** The variables of `.env` beside the file, as Compose reads them. */
function environmentOf(folder: string): { readonly variables: Record<string, string>; readonly issues: Issue[] } {
  const file = join(folder, '.env');
  try {
    return { variables: parseEnv(readUserText(file)) as Record<string, string>, issues: [] };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { variables: {}, issues: isMissing ? [] : [unreadableIssue(shownSource(file), error)] };
  }
}

function find(path: string): FoundPath {
  const stat = statIfThere(path);
  if (stat?.isDirectory()) return { kind: 'folder', names: readdirSync(path).sort() };
  if (!stat?.isFile()) return undefined;
  try {
    return { kind: 'file', text: readUserText(path, largestMounted), isExecutable: (stat.mode & 0o111) !== 0 };
  } catch {
    return { kind: 'file', text: undefined, isExecutable: false };
  }
}

/** A service of another file, as it is written there; undefined if the file or the service cannot be read. */
function serviceOf(file: string, service: string): Fields | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const document = composeDocument(shownSource(file), readUserText(file));
    const found = 'data' in document ? fieldsOf(document.data.services)[service] : undefined;
    return found === undefined ? undefined : fieldsOf(found);
  } catch {
    return undefined;
  }
}

/** Compose merges a file with `override` in its name by itself, unless files are named. */
function overridden(files: readonly string[]): Issue[] {
  const [only] = files;
  if (files.length !== 1 || only === undefined) return [];
  const [, stem, end] = /^(.+)\.(ya?ml)$/.exec(basename(only)) ?? [];
  const beside = join(dirname(only), `${stem}.override.${end}`);
  if (!/^(?:docker-)?compose$/.test(stem ?? '') || !existsSync(beside)) return [];
  const message = `\`${shownSource(beside)}\` was not read, although \`docker compose up\` merges it`;
  const hint = `name both files to adopt what it says: \`${only}+${beside}\``;
  return [warningIssue('compose-not-taken-over', message, { location: { file: shownSource(beside) }, hint })];
}
