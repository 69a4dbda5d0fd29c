import { IssueCollector } from '../diagnostics';
import { environmentsFolder, type FileTexts, readEnvironments } from '../environments/folder';
import { applicationsFolder, checkName } from './application-files';
import { checkOptions } from './check-options';
import { type LoadedApplications, loadApplications } from './load-applications';
import { missingWorkspace } from './missing-workspace';
import type { ApplicationClass, Workspace } from './workspace';
import { readWorkspaceFile } from './workspace-file';
import { workspaceName } from './workspace-name';
import { workspaceRoot } from './workspace-root';

export interface LoadOptions {
  /** Folder of the workspace. @default the nearest workspace at or above the current folder */
  readonly root?: string | undefined;
  /** Application classes by id, instead of the files of `apps/`. */
  readonly applications?: Readonly<Record<string, ApplicationClass>> | undefined;
  /**
   * Run the files of `apps/`, and what they import, again if this process has run them before. Packages in
   * `node_modules` are loaded once. With a list of absolute paths, only these files run again. A file with a top-level
   * `await` is an error in both cases. @default false
   */
  readonly reload?: boolean | readonly string[] | undefined;
  /**
   * Texts of files in `environments/` that are read instead of those on disk, by their path relative to the workspace.
   * @default the files on disk
   */
  readonly environmentTexts?: FileTexts | undefined;
}

/** Reads a workspace: `towpath.yaml`, `environments/`, and `apps/`, whose files it runs. */
export async function loadWorkspace(options: LoadOptions = {}): Promise<Workspace> {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  const problems = new IssueCollector();
  const file = readWorkspaceFile(root);
  const { environments, issues } = readEnvironments(root, options.environmentTexts);
  problems.add(...file.issues, ...issues);
  const { applications, unloaded } = options.applications
    ? handedIn(options.applications, problems)
    : await loadApplications(root, problems, options.reload);
  const missing = [
    ...(applications.length + unloaded.length === 0 ? [applicationsFolder] : []),
    ...(environments.length + issues.length === 0 ? [environmentsFolder] : []),
  ];
  if (missing.length > 0) problems.add(missingWorkspace(root, missing));
  const sorted = [...applications].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { options: found, locate: locateOption } = file;
  return {
    root,
    name: workspaceName(root, found.workspace),
    options: found,
    locateOption,
    applications: sorted,
    unloaded,
    environments,
    issues: problems.issues,
  };
}

function handedIn(classes: Readonly<Record<string, ApplicationClass>>, problems: IssueCollector): LoadedApplications {
  for (const id of Object.keys(classes)) checkName(id, undefined, problems);
  return { applications: Object.entries(classes).map(([id, construct]) => ({ id, construct })), unloaded: [] };
}
