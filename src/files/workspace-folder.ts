import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from './folders-above';
import { statIfThere } from './stat';

/**
 * The nearest folder at or above a path that is a workspace. The search stops at a folder of another user, because the
 * code of a workspace is run.
 *
 * @param from absolute
 * @returns undefined if there is no such folder
 */
export function workspaceFolderAt(from: string): string | undefined {
  for (const folder of [from, ...foldersAbove(from)]) {
    if (!isOwn(folder)) return undefined;
    if (isWorkspace(folder)) return folder;
  }
  return undefined;
}

/** Whether a folder holds `towpath.yaml`, or both `apps/` and `environments/` with a YAML file. */
export function isWorkspace(folder: string): boolean {
  if (statIfThere(join(folder, 'towpath.yaml'))?.isFile()) return true;
  const [apps, environments] = ['apps', 'environments'].map((name) => join(folder, name)) as [string, string];
  const areFolders = [apps, environments].every((path) => statIfThere(path)?.isDirectory());
  return areFolders && readdirSync(environments).some((name) => /\.ya?ml$/.test(name));
}

/** Whether this user owns a folder. Windows has no owners in this sense. */
function isOwn(folder: string): boolean {
  const user = process.getuid?.();
  return user === undefined || statIfThere(folder)?.uid === user;
}
