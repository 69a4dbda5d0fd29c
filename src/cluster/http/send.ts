import { setTimeout } from 'node:timers/promises';
import { textOfStream } from '../../files/text-of-stream';
import type { ServerWarnings } from '../server-warnings';
import { ApiFailure, statusOf } from './api-failure';
import { parseJson } from './json';
import type { Read } from './read';
import type { Request, Transport } from './transport';
import { unreachable } from './unreachable';
import { warningTexts } from './warning-header';

/** How often a request is sent at most. Every request of towpath's may be sent twice with the same result. */
const attempts = 6;
/** How often a request is sent to a server that has never answered: a wrong address is more likely than a restart. */
const firstAttempts = 3;
const firstPauseMs = 200;
const longestPauseMs = 10_000;

/**
 * After this time no request is sent again: a server that accepts connections and never answers is down. Milliseconds.
 */
const patienceMs = 45_000;

/** The largest answer that is read. Lists are read in pages, and etcd holds no object above a few MiB. Bytes. */
const largestAnswer = 2 ** 28;

/** Status codes after which the same request may succeed. */
const passing = [429, 500, 502, 503, 504];

/**
 * Sends a request and reads the whole answer. It sends the request again after a problem that may pass: a busy server,
 * after the time that it names; a broken connection; an incomplete answer.
 *
 * @param read checks the JSON of the answer. A request whose answer fails the check is sent again
 * @param warnings gets the warnings that come with the answer to a write, also with one that refuses the request
 * @throws ApiFailure if the server refuses
 * @throws TowpathError `cluster-unreachable`
 */
export async function send<T>(
  transport: Transport,
  request: Request,
  read: Read<T>,
  warnings: ServerWarnings,
): Promise<T> {
  const since = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(transport, request, read, warnings);
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
  /** Absent if another attempt cannot help. */
  readonly retryAfterMs?: number;
}

async function once<T>(
  transport: Transport,
  request: Request,
  read: Read<T>,
  warnings: ServerWarnings,
): Promise<{ readonly value: T } | Failed> {
  const { method, path, about } = request;
  try {
    const { statusCode, headers, body } = await transport.send(request);
    const text = await answerText(body);
    // A list of a deprecated kind, in which nobody declared an object, would warn of what nobody can change.
    if (method !== 'GET') warnings.add(warningTexts(headers.warning), about);
    if (statusCode < 300) return { value: read(request.isText ? text : parseJson(text)) };
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

/** Reads the whole text of an answer. @throws StreamTooLarge */
export function answerText(body: AsyncIterable<Buffer>): Promise<string> {
  return textOfStream(body, largestAnswer);
}

/** The pause doubles, with a random part, so that clients that were refused together do not return together. */
function pause(attempt: number): number {
  return Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs) * (0.75 + Math.random() / 2);
}

/** The JSON of a text; undefined for anything else. */
export function jsonOr(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
