/** `process`, with functions that end it and are documented for Node's own use, or exist in new versions only. */
const ends = process as unknown as Record<'reallyExit' | 'abort' | 'execve', ((code: number) => void) | undefined>;

const { kill } = process;
const reallyExit = ends.reallyExit?.bind(process);

/**
 * Guards against ends of the process that no listener of `exit` sees: `process.reallyExit`, to which `process.exit` comes
 * at last, `process.abort`, `process.execve`, and a signal to itself. Code of an application that sets another function
 * in their place, as the package signal-exit does, sets nothing.
 *
 * @param codeAtEnd gets the exit code that somebody wants, and returns the right one
 */
export function guardEnds(codeAtEnd: (wanted: number) => number): void {
  const end = (code: unknown) => reallyExit?.(codeAtEnd(Number(code) || 0));
  fix('reallyExit', end);
  for (const name of ['abort', 'execve'] as const) if (ends[name]) fix(name, () => end(0));
  fix('kill', (pid: number, signal?: string | number) => {
    // A process that gets SIGINT may handle it and then send it to itself, as a user's Ctrl-C.
    const isEnd = pid === process.pid && signal !== 0 && signal !== 'SIGINT' && isUnheard(signal ?? 'SIGTERM');
    return isEnd ? end(0) : kill.call(process, pid, signal);
  });
}

/** Ends the process at once, and asks nobody. */
export function endNow(code: number): void {
  reallyExit?.(code);
}

function fix(name: string, value: (...args: never[]) => unknown): void {
  Object.defineProperty(process, name, { get: () => value, set: () => {}, enumerable: true });
}

function isUnheard(signal: string | number): boolean {
  return typeof signal === 'number' || process.listenerCount(signal) === 0;
}
