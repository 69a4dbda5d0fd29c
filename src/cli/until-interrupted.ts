import type { Terminal } from './terminal';

/** An interruption by Ctrl-C or SIGTERM, which is not an error. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * Runs work whose signal aborts when the process is interrupted, so that it can finish the requests in flight. A second
 * interruption ends the process at once.
 */
export async function untilInterrupted<T>(
  { err }: Pick<Terminal, 'err'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    err('stopping after the requests in flight; press Ctrl-C again to stop at once');
    controller.abort(new Interrupted());
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
