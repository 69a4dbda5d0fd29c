import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { type AwaitedObject, isSettled, type ObjectProgress } from './awaited-object';
import type { Failure } from './failing-pods';
import { ObjectCache } from './object-cache';
import { rolloutError } from './rollout-error';
import { watchIntoCache } from './watch-into-cache';
import { watchesFor } from './watches';

export interface AwaitOptions {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** How long to wait while nothing changes. Milliseconds. @default as long as `timeoutMs` */
  readonly activityTimeoutMs?: number | undefined;
  /** How often a container may fail before its object counts as failed. @default 3 */
  readonly failuresAllowed?: number | undefined;
  readonly signal: AbortSignal;
  /** Called once for each object, and again whenever its readiness changes. */
  readonly onProgress?: (progress: ObjectProgress) => void;
  /** Called with the pods that are not ready, before the error is thrown. */
  readonly onFailure?: (failure: Failure) => void;
}

/**
 * Waits until all objects are ready. If they are ready already, no request is sent.
 *
 * @returns the objects as they are then, in the same order
 * @throws TowpathError `rollout-failed` as soon as one object cannot become ready, `rollout-timeout` after one of the
 *   time limits
 */
export async function awaitReady(
  cluster: Cluster,
  waited: readonly AwaitedObject[],
  { timeoutMs, activityTimeoutMs = timeoutMs, failuresAllowed, signal, onProgress = () => {}, onFailure }: AwaitOptions,
): Promise<LiveObject[]> {
  signal.throwIfAborted();
  const known = new ObjectCache(waited, failuresAllowed);
  let idle: NodeJS.Timeout | undefined;
  const tell = teller((progress) => {
    idle?.refresh();
    onProgress(progress);
  });
  const look = (): ObjectProgress[] => {
    const found = waited.map((one) => known.progressOf(one));
    found.forEach(tell);
    return found;
  };
  const asTheyAre = () => waited.map(({ object }) => known.newestOf(object));
  if (look().every(isSettled)) return asTheyAre();

  const over = new AbortController();
  // Every watch listens to this signal.
  setMaxListeners(0, over.signal);
  const abort = () => over.abort(signal.reason);
  const timeOut = () => {
    const late = look().filter((progress) => !isSettled(progress));
    onFailure?.(known.failureOf(waited.filter((one) => !isSettled(known.progressOf(one)))));
    over.abort(rolloutError('rollout-timeout', late, cluster, timeoutMs));
  };
  const timer = setTimeout(timeOut, timeoutMs);
  if (activityTimeoutMs < timeoutMs) idle = setTimeout(timeOut, activityTimeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const next = changes(cluster, waited, known, over);
    for (;;) {
      await next.next();
      const found = look();
      if (found.every(isSettled)) return asTheyAre();
      const failed = found.filter(hasFailed);
      if (failed.length === 0) continue;
      onFailure?.(known.failureOf(waited.filter((one) => hasFailed(known.progressOf(one)))));
      throw rolloutError('rollout-failed', failed, cluster);
    }
  } finally {
    clearTimeout(timer);
    clearTimeout(idle);
    signal.removeEventListener('abort', abort);
    over.abort();
  }
}

function hasFailed({ readiness }: ObjectProgress): boolean {
  return readiness.state === 'failed';
}

/**
 * Resolves after each change of the cache, for the first time when all lists are complete. Changes that arrive together
 * count as one.
 *
 * @throws the reason of `over`, or the error that ends a watch
 */
async function* changes(cluster: Cluster, waited: readonly AwaitedObject[], known: ObjectCache, over: AbortController) {
  const stopped = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(over.signal.reason), { once: true });
  });
  // The loop above reports the error. After the loop, a late error is ignored.
  stopped.catch(() => {});
  let changed = () => {};
  const pending = waited.filter((one) => !isSettled(known.progressOf(one))).map(({ object }) => object);
  const listed = watchesFor(pending).map(
    (watch) =>
      new Promise<void>((resolve) => {
        const reported = { changed: () => changed(), listed: resolve };
        watchIntoCache(cluster, watch, known, over.signal, reported).catch((error) => over.abort(error));
      }),
  );
  await Promise.race([Promise.all(listed), stopped]);
  for (;;) {
    const next = new Promise<void>((resolve) => {
      changed = resolve;
    });
    yield;
    await Promise.race([next, stopped]);
    await setImmediate();
  }
}

/** Reports only objects whose readiness has changed. */
function teller(onProgress: (progress: ObjectProgress) => void): (progress: ObjectProgress, index: number) => void {
  const reported: string[] = [];
  return (progress, index) => {
    const text = JSON.stringify(progress);
    if (reported[index] === text) return;
    reported[index] = text;
    onProgress(progress);
  };
}
