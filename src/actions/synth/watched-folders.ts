import { basename, dirname, join } from 'node:path';
import type { FolderWatch } from '../../files/folder-watch';
import { foldersAbove } from '../../files/folders-above';
import { readableEntries } from '../../files/readable-entries';
import { isWithin, realPath } from '../../files/real-path';
import { isRedirectedOutput } from '../../files/redirected-output';
import { statIfThere } from '../../files/stat';
import { applicationModules } from '../../workspace/application-modules';

/** The files that editors keep beside a file while it is edited: `.api.ts.swp`, `api.ts~`, `.#api.ts`, `#api.ts#`. */
const editorFile = /^\..*\.sw[a-z]$|~$|^\.?#/;

/** The folders whose files a synthesis can read. */
export interface WatchedFolders {
  /** The workspace. */
  readonly root: string;
  /** Folders that a synthesis writes. */
  readonly outputs: readonly string[];
}

/**
 * Watches the folders of the workspace, and those of modules outside of it that applications import. Hidden folders,
 * `node_modules` and the output are left out, unless a link leads into them: what a link leads to is watched where it is.
 * A folder is watched before it is read, so that no new entry is missed.
 */
export function watchInputs(watch: FolderWatch, folders: WatchedFolders): void {
  const [found, visited] = [new Set<string>(), new Set<string>()];
  const add = (folder: string): boolean => {
    const isThere = watch.add(folder);
    if (isThere) found.add(folder);
    return isThere;
  };
  const visit = (folder: string): void => {
    if (visited.has(folder) || !add(folder)) return;
    visited.add(folder);
    for (const entry of readableEntries(folder)) {
      const path = join(folder, entry.name);
      if (isUnread(entry.name) || !isInput(path, folders)) continue;
      if (entry.isDirectory()) visit(path);
      if (entry.isSymbolicLink()) follow(path);
    }
  };
  const follow = (link: string): void => {
    const target = realPath(link);
    // A link out of the workspace is an error, or its target is a module.
    if (target === undefined || !isWithin(folders.root, target)) return;
    if (statIfThere(target)?.isDirectory()) visit(target);
    else add(dirname(target));
  };
  visit(folders.root);
  // A workspace that was moved away may come back.
  if (found.size === 0) foldersAbove(folders.root).some(add);
  for (const folder of new Set(applicationModules().map((file) => dirname(file)))) add(folder);
  watch.keep(found);
}

/** Whether a change at a path can change what a synthesis writes. */
export function isInput(path: string, { root, outputs }: WatchedFolders): boolean {
  if (path === root || (!isWithin(root, path) && isWithin(dirname(path), root))) {
    // A folder above the workspace is watched while there is no workspace, or because of a module in it.
    const isOfModule = applicationModules().some((file) => dirname(file) === dirname(path));
    return isOfModule || isWithin(path, root);
  }
  if (editorFile.test(basename(path)) || isRedirectedOutput(path)) return false;
  return !outputs.some((output) => isWithin(output, path) || isWithin(path, output));
}

/** Whether a synthesis never reads a folder of this name. Links to files may have such a name too. */
function isUnread(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}
