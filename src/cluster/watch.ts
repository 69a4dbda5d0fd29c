import { setTimeout } from 'node:timers/promises';
import { isMap, valueAt } from '../data/merge';
import { TowpathError } from '../diagnostics';
import type { ListOptions, LiveObject, Resource, WatchEvent } from './cluster';
import { ApiFailure, statusOf } from './http/api-failure';
import { parseJson } from './http/json';
import { answerText, jsonOr } from './http/send';
import type { Ask, Transport } from './http/transport';
import { listAll, listPath } from './list';
import { objectIn } from './objects';

/** Shorter than the time limit of most proxies. The next watch continues where this one ended. */
const watchSeconds = '50';
const pauseMs = 500;

/**
 * After this many watches without an event all objects are listed again, which shows whether the server is still there.
 */
const patience = 5;

/** The longest event that is read. etcd holds no object above a few MiB. Characters. */
const longestLine = 2 ** 24;

/** Answers that do not change if the request is repeated. */
const lasting = [401, 403, 404];

/** One line of a watch. `expired` means that the server has forgotten the position. */
type Line = WatchEvent | { readonly type: 'BOOKMARK'; readonly resourceVersion: string } | 'expired';

/**
 * Lists the objects, and then watches what happens to them. A watch that ends continues at its position. If the server
 * has forgotten the position, the objects are listed again, and those that have disappeared are reported as deleted.
 */
export async function* watchFrom(
  transport: Transport,
  ask: Ask,
  resource: Resource,
  options: ListOptions,
  signal: AbortSignal,
  listed?: () => void,
): AsyncGenerator<WatchEvent> {
  const known = new Map<string, LiveObject>();
  while (!signal.aborted) {
    const list = await listAll(ask, resource, options, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    if (!list) return;
    yield* sinceLast(known, list.items);
    listed?.();
    let version: string | undefined = list.resourceVersion;
    for (let idle = 0; version !== undefined && idle < patience && !signal.aborted; idle += 1) {
      const seen: string = version;
      for await (const event of lines(transport, listPath(resource, options, watchQuery(seen)), signal)) {
        if (event === 'expired') {
          version = undefined;
          break;
        }
        version = event.type === 'BOOKMARK' ? event.resourceVersion : event.object.metadata.resourceVersion;
        if (event.type === 'BOOKMARK') continue;
        remember(known, event);
        yield event;
      }
      if (version !== undefined && version !== seen) idle = 0;
      // The pause also follows a watch that had events, so that a proxy that ends every watch at once is not flooded.
      await setTimeout(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}

function watchQuery(resourceVersion: string): Record<string, string> {
  return { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: watchSeconds, resourceVersion };
}

function* sinceLast(known: Map<string, LiveObject>, items: readonly LiveObject[]): Generator<WatchEvent> {
  const there = new Set(items.map(({ metadata }) => metadata.uid));
  for (const [uid, object] of known) {
    if (there.has(uid)) continue;
    known.delete(uid);
    yield { type: 'DELETED', object };
  }
  for (const object of items) {
    const type = known.has(object.metadata.uid) ? 'MODIFIED' : 'ADDED';
    known.set(object.metadata.uid, object);
    yield { type, object };
  }
}

function remember(known: Map<string, LiveObject>, { type, object }: WatchEvent): void {
  if (type === 'DELETED') known.delete(object.metadata.uid);
  else known.set(object.metadata.uid, object);
}

/** The events of one watch until it ends or breaks off. An incomplete line is dropped. */
async function* lines(transport: Transport, path: string, signal: AbortSignal): AsyncGenerator<Line> {
  try {
    const { statusCode, body } = await transport.send({ method: 'GET', path, signal, isWatch: true });
    if (statusCode >= 300) {
      const status = statusOf(statusCode, jsonOr(await answerText(body).catch(() => '')));
      if (statusCode === 410) yield 'expired';
      if (lasting.includes(statusCode)) throw new ApiFailure('GET', path, status);
      return;
    }
    for await (const text of linesOf(body.setEncoding('utf8'))) {
      yield lineIn(text);
    }
  } catch (error) {
    // The connection broke, or something else answered in the server's place. The next watch continues.
    if (error instanceof ApiFailure || TowpathError.is(error)) throw error;
  }
}

/** @throws SyntaxError for a line that no API server writes */
function lineIn(text: string): Line {
  const line = parseJson(text);
  const { type, object } = isMap(line) ? line : {};
  if (type === 'ERROR') return 'expired';
  if (type === 'BOOKMARK') {
    const resourceVersion = valueAt(object, ['metadata', 'resourceVersion']);
    if (typeof resourceVersion === 'string') return { type, resourceVersion };
  }
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') return { type, object: objectIn(object) };
  throw new SyntaxError('a line that is not a watch event');
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const whole = (rest + chunk).split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
    if (rest.length > longestLine) return; // the watch starts again
  }
}
