import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { types } from 'node:util';
import type { createJiti as createLoader } from 'jiti';
import { isApplicationClass } from '../applications/application';
import { groupBy } from '../data/group-by';
import { type Issue, IssueCollector, issueError, printableLine, TowpathError, textOf } from '../diagnostics';
import { cacheFolder } from '../files/cache-folder';
import { foldersAbove } from '../files/folders-above';
import { readUserText, unreadableIssue } from '../files/read-file';
import { shownPath } from '../files/real-path';
import { lstatIfThere, statIfThere } from '../files/stat';
import { dnsLabel } from '../model/formats';
import { applicationModules, forgetModules } from './application-modules';
import { assignedFields } from './assigned-fields';
import { lateFailures } from './late-failures';
import { thrownIssues } from './thrown-issues';
import { tsConfigAt } from './tsconfig';
import { runUserCodeAsync } from './user-code';
import type { ApplicationEntry } from './workspace';

export const applicationsFolder = 'apps';

export interface LoadedApplications {
  readonly applications: readonly ApplicationEntry[];
  /** Ids of applications that exist and could not be loaded. */
  readonly unloaded: readonly string[];
}

/**
 * Runs the files of `apps/` and returns the application that each of them exports.
 *
 * @param reload the files to run again that this process has run before, or true for all. A file with a top-level `await`
 *   can only be imported, and Node imports a file once, so such a file cannot run again
 */
export async function loadApplications(
  root: string,
  problems: IssueCollector,
  reload: boolean | readonly string[] = false,
): Promise<LoadedApplications> {
  reportIgnored(root, problems);
  const files = applicationFiles(root);
  const applications: ApplicationEntry[] = [];
  if (files.length === 0) return { applications, unloaded: [] };
  const unreadable = packageFiles(root).flatMap((file) => codeProblem(root, file) ?? []);
  if (unreadable.length > 0) {
    problems.add(...unreadable);
    return { applications, unloaded: files.map(({ id }) => id) };
  }
  const jiti = await loaderFor(root).catch((error: unknown) => {
    if (!TowpathError.is(error)) throw error;
    problems.add(...error.issues);
    return undefined;
  });
  if (!jiti) return { applications, unloaded: files.map(({ id }) => id) };
  if (reload) forgetModules(reload === true ? applicationModules() : reload);
  const twins = twinFiles(files);
  // Packages are mostly CommonJS, and Node takes much longer to import them than to require them.
  const load = async (path: string): Promise<unknown> => {
    try {
      const loaded: { readonly default?: unknown } | undefined = jiti(path);
      return loaded?.default ?? loaded;
    } catch (error) {
      if (reload || !isOnlyForImport(error)) throw error;
      return jiti.import(path, { default: true });
    }
  };
  for (const { id, file } of files) {
    const found = new IssueCollector();
    checkFile(id, file, twins.get(file), found);
    const problem = codeProblem(root, file);
    if (problem) found.add(problem);
    if (found.issues.length === 0) {
      try {
        const construct = await runUserCodeAsync(file, () => load(join(root, file)));
        if (isApplicationClass(construct)) applications.push({ id, construct, file });
        else {
          const message = `the default export of \`${file}\` is not a class that extends Application`;
          const hint = 'add `export default class … extends Application`, or start the name of the file with `_`';
          found.error('application-no-class', message, { hint, location: { file } });
        }
      } catch (error) {
        found.add(...thrownIssues(error, file));
      }
    }
    problems.add(...found.issues);
  }
  await lateFailures();
  const loaded = new Set(applications.map(({ id }) => id));
  return { applications, unloaded: files.map(({ id }) => id).filter((id) => !loaded.has(id)) };
}

/**
 * Whether a module can only be imported. V8 cannot compile a top-level `await` in a module that is required, and names
 * the place in the stack before the error. A SyntaxError that code throws while it runs has no such place.
 */
function isOnlyForImport(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code, name, stack = name } = error as NodeJS.ErrnoException;
  const isUncompiled = name === 'SyntaxError' && !stack.startsWith(name);
  return isUncompiled || code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM';
}

/**
 * Runs TypeScript with the aliases and the fields of classes that the nearest `tsconfig.json` asks for.
 * @throws TowpathError `file-unreadable` or `tsconfig-invalid`
 */
async function loaderFor(root: string): Promise<ReturnType<typeof createLoader>> {
  const { createJiti } = await import('jiti');
  const folder = join(root, applicationsFolder);
  const config = tsConfigAt(folder, root);
  const assignsFields = config?.assignsFields ?? false;
  try {
    // By default jiti keeps code in the temporary folder, where another user of the machine could put other code.
    return createJiti(join(folder, 'index.js'), {
      fsCache: cacheFolder(assignsFields ? 'code-with-assigned-fields' : 'code') ?? false,
      ...(config?.hasAliases && { tsconfigPaths: config.file }),
      ...(assignsFields && { transformOptions: { babel: { plugins: [assignedFields] } } }),
    });
  } catch (error) {
    if (!config?.hasAliases) throw error;
    throw invalidTsConfig(shownPath(root, config.file), error);
  }
}

/** With aliases, jiti reads `tsconfig.json` itself, and trusts the shape of what it finds. */
function invalidTsConfig(file: string, error: unknown): TowpathError {
  const { message } = Object(error) as Error;
  const hint = 'run `npx tsc --showConfig`, which says what is wrong in it';
  const text = `the aliases in \`${file}\` cannot be read: ${printableLine(textOf(message ?? error))}`;
  return issueError('tsconfig-invalid', text, { hint, location: { file } });
}

/**
 * Paths of the `package.json` files from which Node learns how to run the files of `apps/`. Node reads the first that
 * exists, even if it is a pipe.
 */
function packageFiles(root: string): string[] {
  const folder = join(root, applicationsFolder);
  return [folder, ...foldersAbove(folder)].map((above) => shownPath(root, join(above, 'package.json')));
}

/** Reports an id that an application cannot have. */
export function checkName(id: string, file: string | undefined, problems: IssueCollector): void {
  if (dnsLabel.safeParse(id).success) return;
  const hint = file
    ? 'use at most 63 of a-z, 0-9 and `-`; start the name with `_` if the file is not an application'
    : 'use at most 63 of a-z, 0-9 and `-`';
  const place = file ? { location: { file } } : {};
  problems.error('invalid-name', `\`${id}\` is not a valid name for an application`, { ...place, hint });
}

interface ApplicationFile {
  readonly id: string;
  readonly file: string;
}

/** @param twin another file with the same id */
function checkFile(id: string, file: string, twin: string | undefined, problems: IssueCollector): void {
  checkName(id, file, problems);
  if (!twin) return;
  const hint = 'keep one of the two; write compiled code into another folder';
  const message = `\`${file}\` and \`${twin}\` both define the application \`${id}\``;
  problems.error('file-twice', message, { location: { file }, hint });
}

/** The ids of the applications that a workspace has files for. */
export function applicationIds(root: string): string[] {
  return applicationFiles(root).flatMap(({ id, file }) => (statIfThere(join(root, file))?.isFile() ? [id] : []));
}

/** For each file whose id another file has too, the first one of the others. */
function twinFiles(files: readonly ApplicationFile[]): ReadonlyMap<string, string> {
  const byId = [...groupBy(files, ({ id }) => id).values()].map((some) => some.map(({ file }) => file));
  const same = byId.filter((paths) => paths.length > 1);
  return new Map(same.flatMap((paths) => paths.map((path, at) => [path, paths[at === 0 ? 1 : 0] ?? ''])));
}

/** Why a file cannot be run. Node and jiti read it themselves, and reading a pipe would never end. */
function codeProblem(root: string, file: string): Issue | undefined {
  const path = resolve(root, file);
  if (!lstatIfThere(path)) return undefined;
  try {
    readUserText(path);
    return undefined;
  } catch (error) {
    return unreadableIssue(file, error);
  }
}

/** Reports files that look like applications and are none. */
function reportIgnored(root: string, problems: IssueCollector): void {
  for (const entry of entriesOf(root).filter((name) => /^[^_.].*\.[cm]?[jt]sx?$/i.test(name))) {
    if (/\.[cm]?[jt]s$/.test(entry) || /\.(?:test|spec|stories)\.[cm]?[jt]sx$/.test(entry)) continue;
    const file = `${applicationsFolder}/${entry}`;
    const hint = 'rename the file so that it ends with `.ts`; start its name with `_` if it is not an application';
    const message = `\`${file}\` would be ignored, because applications are files that end with .ts or .js`;
    problems.error('file-ignored', message, { hint, location: { file } });
  }
}

function applicationFiles(root: string): ApplicationFile[] {
  return entriesOf(root)
    .filter((entry) => /^[^_.].*\.[cm]?[jt]s$/.test(entry) && !/\.(d\.[cm]?ts|test\.ts|spec\.ts)$/.test(entry))
    .sort()
    .map((entry) => ({ id: entry.replace(/\.[cm]?[jt]s$/, ''), file: `${applicationsFolder}/${entry}` }));
}

function entriesOf(root: string): string[] {
  const folder = join(root, applicationsFolder);
  return statIfThere(folder)?.isDirectory() ? readdirSync(folder) : [];
}
