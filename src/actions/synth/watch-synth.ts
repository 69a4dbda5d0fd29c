import { setImmediate, setTimeout } from 'node:timers/promises';
import { Changes } from '../../data/changes';
import { FolderWatch } from '../../files/folder-watch';
import { shownPath } from '../../files/real-path';
import { checkOptions } from '../../workspace/check-options';
import { OwnWrites, ownWritesIssue } from './own-writes';
import { type Cause, Rounds, type WatchedSynth } from './rounds';
import { foldersOf, type SynthOptions } from './synth';
import { isInput, type WatchedFolders, watchInputs } from './watched-folders';

/** Files that change within this time of each other belong to one edit, such as those of `git checkout`. */
const quietMs = 30;

/**
 * How long a watch looks for other changes before it synthesizes because of files that changed during a synthesis. A
 * program such as `git rebase` changes files again within this time; an application does not. Milliseconds.
 */
const calmMs = 300;

/** How long nothing may change until a watch builds everything after it built only what an edit concerns. Milliseconds. */
const restMs = 2000;

export interface WatchSynthOptions extends SynthOptions {
  /** Ends the watch after the current synthesis. @default it ends when the caller leaves the loop */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Synthesizes, and does it again after each change of a file that a synthesis can read: `towpath synth --watch`. Packages
 * in `node_modules` are loaded once.
 *
 * After an edit of environments and of the code of applications, only the applications and environments that it concerns
 * are built again, so that the result comes quickly. When nothing has changed for two seconds, everything is built. If
 * that gives something else, the code of an application is not repeatable; then the watch says so, and builds everything
 * each time.
 *
 * @throws TowpathError if the options are wrong, or if the system cannot watch a folder
 */
export async function* watchSynth(options: WatchSynthOptions = {}): AsyncGenerator<WatchedSynth> {
  checkOptions(options);
  const { signal = new AbortController().signal, ...synthOptions } = options;
  const folders: WatchedFolders = foldersOf(synthOptions);
  const changes = new Changes(signal, quietMs);
  const changed = new Set<string>();
  const ownWrites = new OwnWrites();
  // The current folder may be moved away, and another one may take its place.
  const rounds = new Rounds({ ...synthOptions, root: folders.root }, folders.root);
  let isBuilding = false;
  const watch = new FolderWatch((path) => {
    if (!isInput(path, folders)) return;
    changed.add(path);
    if (!isBuilding) changes.tell();
  });
  let cause: Cause = 'anything';
  try {
    while (!signal.aborted) {
      watchInputs(watch, folders);
      changed.clear();
      isBuilding = true;
      const done = await rounds.next(cause);
      await setImmediate(); // the system reports what has changed until now
      isBuilding = false;
      const { isInput: isDue, found } = ownWrites.judge([...changed]);
      changed.clear();
      // The synthesis has shown which modules the applications import.
      watchInputs(watch, folders);
      const own = found.length > 0 ? [ownWritesIssue(found.map((path) => shownPath(folders.root, path)))] : [];
      if (done) yield { ...done, notices: [...done.notices, ...own] };
      if (isDue) {
        await setTimeout(calmMs, undefined, { signal }).catch(() => {});
        cause = 'anything';
      } else {
        const hasChanged = await changes.next(rounds.isPartial ? restMs : undefined);
        cause = hasChanged ? { edited: [...changed] } : 'rest';
      }
      if (changed.size > 0) ownWrites.forgive();
    }
  } finally {
    watch.keep(new Set());
  }
}
