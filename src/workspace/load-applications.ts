import { join, resolve } from 'node:path';
import { isApplicationClass } from '../applications/application';
import { type Issue, IssueCollector, TowpathError } from '../diagnostics';
import { foldersAbove } from '../files/folders-above';
import { readUserText, unreadableIssue } from '../files/read-file';
import { shownPath } from '../files/real-path';
import { lstatIfThere } from '../files/stat';
import { applicationFiles, applicationsFolder, checkFile, reportIgnored, twinFiles } from './application-files';
import { applicationModules, forgetModules } from './application-modules';
import { lateFailures } from './late-failures';
import { defaultExport, moduleLoader } from './module-loader';
import { thrownIssues } from './thrown-issues';
import { runUserCodeAsync } from './user-code';
import type { ApplicationEntry } from './workspace';

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
  const jiti = await moduleLoader(root).catch((error: unknown) => {
    if (!TowpathError.is(error)) throw error;
    problems.add(...error.issues);
    return undefined;
  });
  if (!jiti) return { applications, unloaded: files.map(({ id }) => id) };
  if (reload) forgetModules(reload === true ? applicationModules() : reload);
  const twins = twinFiles(files);
  for (const { id, file } of files) {
    const found = new IssueCollector();
    checkFile(id, file, twins.get(file), found);
    const problem = codeProblem(root, file);
    if (problem) found.add(problem);
    if (found.issues.length === 0) {
      try {
        const construct = await runUserCodeAsync(file, () => defaultExport(jiti, join(root, file), reload === false));
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
 * Paths of the `package.json` files from which Node learns how to run the files of `apps/`. Node reads the first that
 * exists, even if it is a pipe.
 */
function packageFiles(root: string): string[] {
  const folder = join(root, applicationsFolder);
  return [folder, ...foldersAbove(folder)].map((above) => shownPath(root, join(above, 'package.json')));
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
