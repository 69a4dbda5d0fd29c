import timers from 'node:timers/promises';

const longestMs = 20_000;

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/**
 * Carries out work that waits for time to pass. Time stands still as long as the work has anything else to do, and
 * then goes on to the next moment that the work waits for.
 *
 * @throws Error where the work waits for longer than twenty seconds
 */
export async function outlast<T>(work: () => Promise<T>): Promise<T> {
  const alarms = new Set<Alarm>();
  let now = 0;
  const spies = [spyOnTimeout(), spyOnSleep()];
  try {
    let isOver = false;
    const done = work().finally(() => {
      isOver = true;
    });
    done.catch(() => {});
    while (!isOver) {
      for (let turn = 0; turn < 20; turn += 1) await timers.setImmediate();
      const [next] = [...alarms].sort((a, b) => a.at - b.at);
      if (!next || isOver) continue;
      if (next.at > longestMs) throw new Error(`still waits after ${longestMs} milliseconds`);
      now = next.at;
      alarms.delete(next);
      next.ring();
    }
    return await done;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }

  function spyOnTimeout() {
    return jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      alarms.add({ at: now + ms, ring: () => controller.abort() });
      return controller.signal;
    });
  }

  function spyOnSleep() {
    const sleep = (ms = 0, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      new Promise((resolve, reject) => {
        const alarm = { at: now + ms, ring: () => resolve(value) };
        alarms.add(alarm);
        signal?.addEventListener('abort', () => {
          alarms.delete(alarm);
          reject(signal.reason);
        });
      });
    return jest.spyOn(timers, 'setTimeout').mockImplementation(sleep as never);
  }
}
