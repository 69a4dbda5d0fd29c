/** `process`, with functions that end it and are documented for Node's own use, or exist in new versions only. */
const ends = process as unknown as Record<'reallyExit' | 'abort' | 'execve', ((code: number) => void) | undefined>;

const { kill, emit } = process;
const reallyExit = ends.reallyExit?.bind(process);

let isInterrupted = false;

/** Whether the process has got a signal by which a user ends it. */
export function wasInterrupted(): boolean {
  return isInterrupted;
}

/**
 * Guards against ends of the process that no listener of `exit` sees: `process.reallyExit`, to which `process.exit` comes
 * at last, `process.abort`, `process.execve`, and a signal to itself. Code of an application that sets another function
 * in their place, as the package signal-exit does, sets nothing.
 *
 * @param codeAtEnd gets the exit code that somebody wants, and returns the right one
 */
export function guardEnds(codeAtEnd: (wanted: number) => number): void {
  const end = (code: unknown) => reallyExit?.(codeAtEnd(Number(code) || 0));
  noteInterruption();
  fix('reallyExit', end);
  for (const name of ['abort', 'execve'] as const) if (ends[name]) fix(name, () => end(0));
  fix('kill', (pid: number, signal?: string | number) => {
    const isItself = [process.pid, -process.pid, 0].includes(Number(pid));
    // Code that handles a signal of the user sends it again when it is done, so that the process ends by it.
    const isEnd = isItself && signal !== 0 && !isInterrupted && isUnheard(signal ?? 'SIGTERM');
    return isEnd ? end(0) : kill.call(process, pid, signal);
  });
}

/** Notes a signal that a listener handles. Without a listener, the system ends the process. */
function noteInterruption(): void {
  process.emit = ((...event: Parameters<typeof emit>) => {
    if (interruptions.has(event[0])) isInterrupted = true;
    return Reflect.apply(emit, process, event);
  }) as typeof emit;
}

const interruptions = new Set<unknown>(['SIGINT', 'SIGTERM', 'SIGHUP']);

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
