import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FolderWatch } from '../../files/folder-watch';
import { isWithin } from '../../files/real-path';
import { isRedirectedOutput } from '../../files/redirected-output';
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
 * `node_modules` and the output are left out. A folder is watched before it is read, so that no new entry is missed.
 */
export function watchInputs(watch: FolderWatch, folders: WatchedFolders): void {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    if (!watch.add(folder)) return;
    found.add(folder);
    for (const name of foldersIn(folder)) {
      const path = join(folder, name);
      if (!isUnread(name) && isInput(path, folders)) visit(path);
    }
  };
  visit(folders.root);
  for (const folder of new Set(applicationModules().map((file) => dirname(file)))) {
    if (watch.add(folder)) found.add(folder);
  }
  watch.keep(found);
}

/** Whether a change at a path can change what a synthesis writes. */
export function isInput(path: string, { outputs }: WatchedFolders): boolean {
  if (editorFile.test(basename(path)) || isRedirectedOutput(path)) return false;
  return !outputs.some((output) => isWithin(output, path) || isWithin(path, output));
}

/** Names of the folders in a folder; empty if it was removed in the meantime or nobody may read it. */
function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function isUnread(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}
