import { Changes } from '../../data/changes';
import { FolderWatch } from '../../files/folder-watch';
import { collectingLateFailures } from '../../workspace/late-failures';
import { foldersOf, type SynthOptions, type SynthResult, synth } from './synth';
import { isInput, type WatchedFolders, watchInputs } from './watched-folders';

/** Files that change within this time of each other belong to one edit, such as those of `git checkout`. */
const quietMs = 30;

export interface WatchSynthOptions extends SynthOptions {
  /** Ends the watch after the current synthesis. @default it ends when the caller leaves the loop */
  readonly signal?: AbortSignal | undefined;
}

/** One synthesis of a watch. It has either a result or an error. */
export interface WatchedSynth {
  readonly result?: SynthResult;
  /** A TowpathError for everything that the user can fix. Nothing was written then. */
  readonly error?: unknown;
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
  const { signal = new AbortController().signal, ...synthOptions } = options;
  const folders: WatchedFolders = foldersOf(synthOptions);
  const changes = new Changes(signal, quietMs);
  const watch = new FolderWatch((path) => isInput(path, folders) && changes.tell());
  try {
    while (!signal.aborted) {
      watchInputs(watch, folders);
      const done = await synthesis(synthOptions);
      // The synthesis has shown which modules the applications import.
      watchInputs(watch, folders);
      yield done;
      await changes.next();
    }
  } finally {
    watch.keep(new Set());
  }
}

async function synthesis(options: SynthOptions): Promise<WatchedSynth> {
  const start = performance.now();
  try {
    const result = await collectingLateFailures(() => synth({ ...options, reload: true }));
    return { result, ms: performance.now() - start };
  } catch (error) {
    return { error, ms: performance.now() - start };
  }
}
