import { setImmediate, setTimeout } from 'node:timers/promises';
import { Changes } from '../../data/changes';
import type { Issue } from '../../diagnostics';
import { FolderWatch } from '../../files/folder-watch';
import { shownPath } from '../../files/real-path';
import { checkOptions } from '../../workspace/check-options';
import { collectingLateFailures } from '../../workspace/late-failures';
import { OwnWrites, ownWritesIssue } from './own-writes';
import { foldersOf, type SynthOptions, type SynthResult, synth } from './synth';
import { isInput, type WatchedFolders, watchInputs } from './watched-folders';

/** Files that change within this time of each other belong to one edit, such as those of `git checkout`. */
const quietMs = 30;

/**
 * How long a watch looks for other changes before it synthesizes because of files that changed during a synthesis. A
 * program such as `git rebase` changes files again within this time; an application does not. Milliseconds.
 */
const calmMs = 300;

export interface WatchSynthOptions extends SynthOptions {
  /** Ends the watch after the current synthesis. @default it ends when the caller leaves the loop */
  readonly signal?: AbortSignal | undefined;
}

/** One synthesis of a watch. It has either a result or an error. */
export interface WatchedSynth {
  readonly result?: SynthResult;
  /** A TowpathError for everything that the user can fix. Nothing was written then. */
  readonly error?: unknown;
  /** Warnings about the watch itself, such as a file that an application writes at each synthesis. */
  readonly notices: readonly Issue[];
  /** How long the synthesis took. Milliseconds. */
  readonly ms: number;
}

/**
 * Synthesizes, and does it again after each change of a file that a synthesis can read: `towpath synth --watch`. The
 * code of all applications runs again each time. Packages in `node_modules` are loaded once.
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
  let isBuilding = false;
  const watch = new FolderWatch((path) => {
    if (!isInput(path, folders)) return;
    changed.add(path);
    if (!isBuilding) changes.tell();
  });
  try {
    while (!signal.aborted) {
      watchInputs(watch, folders);
      changed.clear();
      isBuilding = true;
      const done = await synthesis(synthOptions);
      await setImmediate(); // the system reports what has changed until now
      isBuilding = false;
      const { isInput: isDue, found } = ownWrites.judge([...changed]);
      changed.clear();
      // The synthesis has shown which modules the applications import.
      watchInputs(watch, folders);
      const shown = found.map((path) => shownPath(folders.root, path));
      yield { ...done, notices: found.length > 0 ? [ownWritesIssue(shown)] : [] };
      if (isDue) await setTimeout(calmMs, undefined, { signal }).catch(() => {});
      else await changes.next();
      if (changed.size > 0) ownWrites.forgive();
    }
  } finally {
    watch.keep(new Set());
  }
}

async function synthesis(options: SynthOptions): Promise<Omit<WatchedSynth, 'notices'>> {
  const start = performance.now();
  try {
    const result = await collectingLateFailures(() => synth({ ...options, reload: true }));
    return { result, ms: performance.now() - start };
  } catch (error) {
    return { error, ms: performance.now() - start };
  }
}
