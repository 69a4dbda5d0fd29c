import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentsFolder } from '../environments/folder';
import { isWithin, realPath, shownPath } from '../files/real-path';
import { statIfThere } from '../files/stat';
import { crdFolder } from '../workspace/crd-folder';
import { applicationsFolder } from '../workspace/load-applications';
import { readWorkspaceFile, workspaceFile } from '../workspace/workspace-file';
import { indexFolder } from './index-file';

/** Folders of other programs. Output never goes into one of them, wherever in the workspace it lies. */
const foreignFolders = ['.git', 'node_modules'];

/**
 * The part of the workspace that a folder shares files with: because it is that part, lies in it, or holds it. Upper
 * and lower case count as the same, as they do where macOS and Windows check the workspace out.
 *
 * @param folder absolute, without links in it
 * @returns `apps/`, `environments/`, the folder of custom kinds, `.git/` or `node_modules/`; undefined for none
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
 * The entry of a folder by which it is a checkout, a package or a workspace of its own. In a folder that towpath has
 * written before, `apps` and `environments` can be names of environments, so that nothing is looked for.
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
