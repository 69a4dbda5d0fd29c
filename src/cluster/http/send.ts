import { setTimeout } from 'node:timers/promises';
import { ApiFailure, statusOf } from './api-failure';
import { parseJson } from './json';
import type { Read } from './read';
import type { Request, Transport } from './transport';
import { unreachable } from './unreachable';

/** How often a request is sent at most. Every one of ours may be sent twice: none adds to what is there. */
const attempts = 6;
/** A server that never was there is more likely a wrong address than one that is on its way back. */
const firstAttempts = 3;
const firstPauseMs = 200;
const longestPauseMs = 10_000;

/** After which nothing is tried again: a server that takes connections and never answers is one that is gone. */
const patienceMs = 45_000;

/** Answers after which the same request may well succeed. */
const passing = [429, 500, 502, 503, 504];

/**
 * Sends a request and reads the answer whole. What may pass by itself is tried again: a server that is busy, after
 * the time that it names; a connection that breaks; an answer that is cut off.
 *
 * @param read what is expected of the answer's JSON. An answer that it cannot read is tried again
 * @throws ApiFailure when the server refuses
 * @throws TowpathError `cluster-unreachable`
 */
export async function send<T>(transport: Transport, request: Request, read: Read<T>): Promise<T> {
  const since = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(transport, request, read);
    if ('value' in outcome) return outcome.value;
    const { problem, retryAfterMs } = outcome;
    request.signal?.throwIfAborted();
    const most = transport.hasAnswered ? attempts : firstAttempts;
    const isOver = attempt >= most || performance.now() - since > patienceMs;
    if (retryAfterMs === undefined || isOver) throw problem;
    await setTimeout(Math.max(retryAfterMs, pause(attempt)), undefined, { signal: request.signal });
  }
}

interface Failed {
  readonly problem: Error;
  /** Absent where trying again is of no use. */
  readonly retryAfterMs?: number;
}

async function once<T>(transport: Transport, request: Request, read: Read<T>): Promise<{ readonly value: T } | Failed> {
  const { method, path } = request;
  try {
    const { statusCode, headers, body } = await transport.send(request);
    const text = await body.text();
    if (statusCode < 300) return { value: read(parseJson(text)) };
    const status = statusOf(statusCode, jsonOr(text));
    const problem = new ApiFailure(method, path, status);
    if (!passing.includes(statusCode)) return { problem };
    const seconds = status.retryAfter ?? Number(headers['retry-after'] ?? 0);
    return { problem, retryAfterMs: Math.min(Number.isFinite(seconds) ? seconds * 1000 : 0, longestPauseMs) };
  } catch (error) {
    if (request.signal?.aborted) return { problem: error as Error };
    const { problem, isPassing } = unreachable(error, method, path);
    return { problem, ...(isPassing && { retryAfterMs: 0 }) };
  }
}

/** Doubling, and never quite the same for two who were turned away together. */
function pause(attempt: number): number {
  return Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs) * (0.75 + Math.random() / 2);
}

function jsonOr(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
