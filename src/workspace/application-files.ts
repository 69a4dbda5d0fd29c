import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../data/group-by';
import type { IssueCollector } from '../diagnostics';
import { statIfThere } from '../files/stat';
import { dnsLabel } from '../model/formats';

export const applicationsFolder = 'apps';

/** Reports an id that an application cannot have. */
export function checkName(id: string, file: string | undefined, problems: IssueCollector): void {
  if (dnsLabel.safeParse(id).success) return;
  const hint = file
    ? 'use at most 63 of a-z, 0-9 and `-`; start the name with `_` if the file is not an application'
    : 'use at most 63 of a-z, 0-9 and `-`';
  const place = file ? { location: { file } } : {};
  problems.error('invalid-name', `\`${id}\` is not a valid name for an application`, { ...place, hint });
}

export interface ApplicationFile {
  readonly id: string;
  readonly file: string;
}

/** @param twin another file with the same id */
export function checkFile(id: string, file: string, twin: string | undefined, problems: IssueCollector): void {
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
export function twinFiles(files: readonly ApplicationFile[]): ReadonlyMap<string, string> {
  const byId = [...groupBy(files, ({ id }) => id).values()].map((some) => some.map(({ file }) => file));
  const same = byId.filter((paths) => paths.length > 1);
  return new Map(same.flatMap((paths) => paths.map((path, at) => [path, paths[at === 0 ? 1 : 0] ?? ''])));
}

/** Reports files that look like applications and are none. */
export function reportIgnored(root: string, problems: IssueCollector): void {
  for (const entry of entriesOf(root).filter((name) => /^[^_.].*\.[cm]?[jt]sx?$/i.test(name))) {
    if (/\.[cm]?[jt]s$/.test(entry) || /\.(?:test|spec|stories)\.[cm]?[jt]sx$/.test(entry)) continue;
    const file = `${applicationsFolder}/${entry}`;
    const hint = 'rename the file so that it ends with `.ts`; start its name with `_` if it is not an application';
    const message = `\`${file}\` would be ignored, because applications are files that end with .ts or .js`;
    problems.error('file-ignored', message, { hint, location: { file } });
  }
}

export function applicationFiles(root: string): ApplicationFile[] {
  return entriesOf(root)
    .filter((entry) => /^[^_.].*\.[cm]?[jt]s$/.test(entry) && !/\.(d\.[cm]?ts|test\.ts|spec\.ts)$/.test(entry))
    .sort()
    .map((entry) => ({ id: entry.replace(/\.[cm]?[jt]s$/, ''), file: `${applicationsFolder}/${entry}` }));
}

function entriesOf(root: string): string[] {
  const folder = join(root, applicationsFolder);
  return statIfThere(folder)?.isDirectory() ? readdirSync(folder) : [];
}
