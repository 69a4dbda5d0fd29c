import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isApplicationClass } from '../constructs/application';
import { siteOf } from '../constructs/call-site';
import { type Issue, Problems, TowpathError } from '../diagnostics';
import { environmentsFolder, readEnvironments } from '../environments/folder';
import { dnsLabel } from '../spec/formats';
import type { ApplicationClass, ApplicationEntry, Workspace } from './workspace';
import { readWorkspaceFile } from './workspace-file';

export const applicationsFolder = 'apps';

export interface LoadOptions {
  /** Folder of the workspace. @default the current folder */
  readonly root?: string | undefined;
  /** Classes by id, instead of the files of `apps/`. */
  readonly applications?: Readonly<Record<string, ApplicationClass>> | undefined;
}

/** Reads a workspace: `towpath.yaml`, `environments/` and, by running them, the files of `apps/`. */
export async function loadWorkspace(options: LoadOptions = {}): Promise<Workspace> {
  const root = realpathSync(resolve(options.root ?? '.'));
  const problems = new Problems();
  const file = readWorkspaceFile(root);
  const { environments, issues } = readEnvironments(root);
  problems.add(...file.issues, ...issues);
  const applications = options.applications
    ? Object.entries(options.applications).map(([id, construct]) => ({ id, construct }))
    : await loadApplications(root, problems);
  for (const [folder, found] of [
    [applicationsFolder, applications],
    [environmentsFolder, environments],
  ] as const) {
    if (found.length > 0 || problems.hasErrors) continue;
    problems.error('workspace-empty', `there is nothing in ${folder}/ here (${root})`);
  }
  const sorted = [...applications].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { root, options: file.options, applications: sorted, environments, issues: problems.issues };
}

async function loadApplications(root: string, problems: Problems): Promise<ApplicationEntry[]> {
  const files = applicationFiles(root);
  if (files.length === 0) return [];
  const { createJiti } = await import('jiti');
  const jiti = createJiti(join(root, applicationsFolder, 'index.js'));
  const entries: ApplicationEntry[] = [];
  for (const { id, file } of files) {
    if (!dnsLabel.safeParse(id).success) {
      const hint = 'name the file with at most 63 of a-z, 0-9 and `-`; a file that is no application starts with `_`';
      problems.error('invalid-name', `\`${id}\` cannot be an application's name`, { location: { file }, hint });
      continue;
    }
    try {
      const construct = await jiti.import(join(root, file), { default: true });
      if (isApplicationClass(construct)) entries.push({ id, construct, file });
      else
        problems.error('application-no-class', `${file} has no default export that is an Application`, {
          location: { file },
        });
    } catch (error) {
      problems.add(...thrown(error, file));
    }
  }
  return entries;
}

/** What a user's file threw, as issues. */
export function thrown(error: unknown, file: string | undefined): readonly Issue[] {
  if (TowpathError.is(error)) return error.issues;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const location = (error instanceof Error ? siteOf(error) : undefined) ?? (file ? { file } : undefined);
  return [{ code: 'application-not-loaded', severity: 'error', message, ...(location && { location }) }];
}

function applicationFiles(root: string): { id: string; file: string }[] {
  const folder = join(root, applicationsFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => /^[^_.].*\.[cm]?[jt]s$/.test(entry) && !/\.(d\.[cm]?ts|test\.ts|spec\.ts)$/.test(entry))
    .sort()
    .map((entry) => ({ id: entry.replace(/\.[cm]?[jt]s$/, ''), file: `${applicationsFolder}/${entry}` }));
}
