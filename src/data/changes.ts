import { setTimeout } from 'node:timers/promises';

/** How many quiet times a burst may last before it is reported although it goes on. */
const longestBurst = 4;

/** Tells a loop that something has changed since its last turn. Changes that follow each other closely count as one. */
export class Changes {
  #isDue = false;
  #wake = () => {};

  /**
   * @param signal ends every wait
   * @param quietMs a burst has ended if nothing changes for this time. Milliseconds
   */
  constructor(
    readonly signal: AbortSignal,
    readonly quietMs: number,
  ) {
    signal.addEventListener('abort', () => this.tell(), { once: true });
  }

  tell(): void {
    this.#isDue = true;
    this.#wake();
  }

  /**
   * Waits for a change, and for the end of its burst. Returns at once if something changed since the last call.
   *
   * @param longestMs ends the wait for a change. Milliseconds. @default it never ends
   * @returns whether something changed
   */
  async next(longestMs?: number): Promise<boolean> {
    if (!this.#isDue) await this.#toldWithin(longestMs);
    const hasChanged = this.#isDue;
    for (let times = 0; times < longestBurst && this.#isDue; times++) {
      this.#isDue = false;
      await setTimeout(this.quietMs, undefined, { signal: this.signal }).catch(() => {});
    }
    this.#isDue = false;
    return hasChanged;
  }

  async #toldWithin(longestMs: number | undefined): Promise<void> {
    const ended = new AbortController();
    const told = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const late = longestMs === undefined ? [] : [setTimeout(longestMs, undefined, { signal: ended.signal })];
    await Promise.race([told, ...late]).finally(() => ended.abort());
    await Promise.allSettled(late);
  }
}
