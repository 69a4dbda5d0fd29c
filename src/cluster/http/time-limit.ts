/**
 * A signal that aborts after a time. Node.js 20 discards one of `AbortSignal.timeout` to which nothing listens, also if
 * it is part of an `AbortSignal.any` to which something listens.
 *
 * @param ms milliseconds
 */
export function timeLimit(ms: number): AbortSignal {
  const signal = AbortSignal.timeout(ms);
  signal.addEventListener('abort', () => {}, { once: true });
  return signal;
}
