import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentsFolder } from '../environments/folder';
import { isWithin, realPath, shownPath } from '../files/real-path';
import { statIfThere } from '../files/stat';
import { applicationsFolder } from '../workspace/application-files';
import { crdFolder } from '../workspace/crd-folder';
import { readWorkspaceFile, workspaceFile } from '../workspace/workspace-file';
import { indexFolder } from './index-file';

/** Folders of other programs. Output is never written into them, wherever they are in the workspace. */
const foreignFolders = ['.git', 'node_modules'];

/**
 * The part of the workspace that overlaps a folder: the folder is that part, lies in it, or contains it. Upper and
 * lower case are not distinguished, because macOS and Windows do not.
 *
 * @param folder absolute, with links resolved
 * @returns `apps/`, `environments/`, the folder of custom kinds, `.git/` or `node_modules/`; undefined if nothing
 *   overlaps
 */
export function overlappingFolder(root: string, folder: string): string | undefined {
  const crds = readWorkspaceFile(root).options.crds ?? crdFolder;
  const part = [applicationsFolder, environmentsFolder, crds, ...foreignFolders].find((name) =>
    overlaps(folder, realPath(join(root, name)) ?? join(root, name)),
  );
  const steps = isWithin(root, folder) ? shownPath(root, folder).toLowerCase().split('/') : [];
  const found = part ?? foreignFolders.find((name) => steps.includes(name));
  return found && `${found}/`;
}

/**
 * The entry that makes a folder a checkout, a package or a workspace. A folder that towpath has written before is not
 * searched, because `apps` and `environments` may be names of environments there.
 */
export function foreignEntry(folder: string): string | undefined {
  if (!statIfThere(folder) || statIfThere(join(folder, indexFolder))) return undefined;
  const parts = [...foreignFolders, applicationsFolder, environmentsFolder, workspaceFile];
  return readdirSync(folder).find((entry) => parts.includes(entry.toLowerCase()));
}

function overlaps(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return isWithin(a, b) || isWithin(b, a);
}
