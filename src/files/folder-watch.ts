import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { issueError, type TowpathError } from '../diagnostics';
import { folderIdentity, statIfThere } from './stat';

interface OpenFolder {
  /** Tells a folder from another one that took its path. */
  readonly identity: string;
  readonly watcher: FSWatcher;
}

/**
 * Watches folders, each without the folders below it. `fs.watch` with `recursive` is not used: on Linux, Node.js 20
 * watches every file below a folder, including all of `node_modules`.
 */
export class FolderWatch {
  readonly #open = new Map<string, OpenFolder>();

  /** @param changed is called with the path of an entry that was created, changed, renamed or removed */
  constructor(readonly changed: (path: string) => void) {}

  /**
   * Watches a folder, unless it is watched already.
   *
   * @returns whether there is such a folder
   * @throws TowpathError `folder-not-watched` if the system allows no more watches
   */
  add(folder: string): boolean {
    const identity = folderIdentity(statIfThere(folder));
    const known = this.#open.get(folder);
    if (known && known.identity === identity) return true;
    this.#close(folder);
    const watcher = identity === undefined ? undefined : this.#start(folder);
    if (identity === undefined || !watcher) return false;
    this.#open.set(folder, { identity, watcher });
    return true;
  }

  /** Stops watching all folders but these. */
  keep(folders: ReadonlySet<string>): void {
    for (const folder of this.#open.keys()) if (!folders.has(folder)) this.#close(folder);
  }

  #start(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, (_, entry) => this.changed(join(folder, entry ?? '')));
      // A folder that is removed while it is watched is an error on Windows.
      return watcher.on('error', () => this.changed(folder));
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      // The folder was removed in the meantime, or nobody may read it.
      if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(code)) return undefined;
      throw notWatched(folder, message);
    }
  }

  #close(folder: string): void {
    this.#open.get(folder)?.watcher.close();
    this.#open.delete(folder);
  }
}

function notWatched(folder: string, reason: string): TowpathError {
  const hint = 'raise the limits `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances` of the system';
  return issueError('folder-not-watched', `the folder \`${folder}\` cannot be watched: ${reason}`, { hint });
}
