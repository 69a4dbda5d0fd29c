import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Access } from '../../../tools/control-plane/kubeconfig';
import { Choice, type Fault, type Rule, type SeenRequest, statusBody } from './fault';
import { type Server, server } from './server';
import { passEvents } from './watch-events';

export interface FaultProxyOptions {
  readonly rules?: readonly Rule[];
  /** What it stands before; the server of this run when it is not said. */
  readonly target?: Server;
}

/** Stands before an API server, and shows its certificate, so that a kubeconfig may name it instead. */
export interface FaultProxy extends Access {
  /** May be changed at any time; a rule that stays goes on counting. */
  rules: readonly Rule[];
  /** All requests, in the order in which they came. */
  readonly seen: readonly SeenRequest[];
  /** How many requests were under way at the same time, at most; those that stay open, as watches do, are not counted. */
  readonly mostAtOnce: () => number;
  /** Cuts all that is open. Throws what a function of a rule threw. */
  readonly close: () => Promise<void>;
}

const open: FaultProxy[] = [];

afterAll(async () => {
  for (const proxy of open.splice(0)) await proxy.close();
});

/**
 * Starts a proxy that does to requests what its rules say, until the end of the tests of the file.
 * It lives in this process: clients that block it, as `kubectl()` does, wait for ever.
 * A request that came is passed on even when its client is gone by then.
 */
export async function faultProxy({ rules = [], target = server() }: FaultProxyOptions = {}): Promise<FaultProxy> {
  const [cert, key] = [readFileSync(target.certificate), readFileSync(target.key)];
  const agent = new Agent({ keepAlive: true, ca: cert });
  const choice = new Choice();
  const started = performance.now();
  const seen: SeenRequest[] = [];
  const thrown: unknown[] = [];
  let [underWay, most] = [0, 0];

  const handle = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const [method, path] = [from.method ?? '', from.url ?? ''];
    const one: SeenRequest = { method, path, body: await text(from), atMs: performance.now() - started };
    seen.push(one);
    to.on('finish', () => Object.assign(one, { status: to.statusCode }));
    const counts = staysOpen(path) ? 0 : 1;
    underWay += counts;
    most = Math.max(most, underWay);
    try {
      await answer(one, to, choice.of(proxy.rules, one) ?? {}, () => send(target, agent, from, one));
    } finally {
      underWay -= counts;
    }
  };
  const listener = createServer({ cert, key }, (from, to) => {
    handle(from, to).catch((error: unknown) => {
      to.destroy();
      // A client that goes away in the middle of its request is what some tests are about.
      if (listener.listening && !from.errored) thrown.push(error);
    });
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');

  const proxy: FaultProxy = {
    url: `https://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    token: target.token,
    certificate: target.certificate,
    rules,
    seen,
    mostAtOnce: () => most,
    close: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      listener.closeAllConnections();
      agent.destroy();
      await closed;
      if (thrown.length > 0) throw thrown.splice(0)[0];
    },
  };
  open.push(proxy);
  return proxy;
}

function staysOpen(path: string): boolean {
  return /[?&](watch|follow)=(1|true)\b/.test(path);
}

async function answer(
  seen: SeenRequest,
  to: ServerResponse,
  { before, delayMs, fault, after }: Rule,
  pass: () => Promise<IncomingMessage>,
): Promise<void> {
  await before?.(seen);
  if (delayMs !== undefined) await setTimeout(delayMs);
  if (fault !== undefined && answersItself(fault, to)) return;
  const answered = await pass();
  await after?.(seen);
  if (staysOpen(seen.path)) await passEvents(answered, to, fault);
  else passAnswer(answered, await buffer(answered), to, fault);
}

/** Whether the server needs not hear of it. */
function answersItself(fault: Fault, to: ServerResponse): boolean {
  if ('status' in fault) {
    const { status, retryAfterSeconds } = fault;
    const retry = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    to.writeHead(status, { 'content-type': 'application/json', ...retry });
    to.end(JSON.stringify(statusBody(fault)));
    return true;
  }
  if ('garbage' in fault) {
    to.writeHead(200, { 'content-type': 'application/json' }).end(fault.garbage);
    return true;
  }
  if ('reset' in fault && fault.reset === 'before') {
    to.destroy();
    return true;
  }
  return false;
}

async function send(
  target: Server,
  agent: Agent,
  from: IncomingMessage,
  { body }: SeenRequest,
): Promise<IncomingMessage> {
  const { method, headers, url } = from;
  const passed = request(`${target.url}${url}`, { method, headers, agent } as object).end(body);
  const [answered] = (await once(passed, 'response')) as [IncomingMessage];
  return answered;
}

function passAnswer(from: IncomingMessage, body: Buffer, to: ServerResponse, fault: Fault | undefined): void {
  const kept = fault !== undefined && 'truncate' in fault ? body.subarray(0, fault.truncate) : body;
  const reset = fault !== undefined && 'reset' in fault ? fault.reset : undefined;
  if (reset === 'after') {
    to.destroy();
    return;
  }
  const { 'transfer-encoding': _, connection: __, ...headers } = from.headers;
  to.writeHead(from.statusCode ?? 0, { ...headers, 'content-length': kept.length });
  if (reset === 'during') to.write(kept.subarray(0, kept.length / 2), () => to.destroy());
  else to.end(kept);
}
