import type { Dispatcher } from 'undici';
import { TowpathError } from '../../diagnostics';
import { type Credentials, credentialsOf } from '../kubeconfig/credentials';
import type { Target } from '../kubeconfig/select';
import { dispatcherFor, requestsAtOnce } from './dispatcher';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: unknown;
  /** @default 'application/json' */
  readonly contentType?: string;
  /** @default 'application/json' */
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** Whether the answer lasts, as a watch does: then it takes no place among the others. */
  readonly isWatch?: boolean;
}

/** Sends a request and gives the answer's JSON, as `send` does. */
export type Ask = (request: Request) => Promise<unknown>;

/** Sends one request, once, and gives the answer as it comes. */
export class Transport {
  readonly #target: Target;
  readonly #base: URL;
  #session: Promise<Session> | undefined;
  #hasAnswered = false;

  constructor(target: Target) {
    this.#target = target;
    this.#base = new URL(target.cluster.server);
  }

  /** Whether the server was there before. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  async send(request: Request): Promise<Dispatcher.ResponseData> {
    const session = this.#session ?? this.#open();
    const answer = await this.#dispatch(await session, request);
    this.#hasAnswered = true;
    if (answer.statusCode !== 401) return answer;
    // A token's time may be over; a fresh one is asked for once.
    await answer.body.dump();
    if (this.#session === session) this.#session = undefined;
    return this.#dispatch(await (this.#session ?? this.#open()), request);
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    this.#session = undefined;
    await Promise.all([session?.requests.destroy(), session?.watches.destroy()]);
  }

  #open(): Promise<Session> {
    const { user, cluster } = this.#target;
    this.#session = credentialsOf(user, cluster).then((credentials) => openSession(this.#target, credentials));
    return this.#session;
  }

  #dispatch({ requests, watches, headers }: Session, request: Request): Promise<Dispatcher.ResponseData> {
    const { method, path, body, contentType = 'application/json', accept = 'application/json', signal } = request;
    return (request.isWatch ? watches : requests).request({
      origin: this.#base.origin,
      path: `${this.#base.pathname.replace(/\/+$/, '')}${path}`,
      method,
      headers: { ...headers, accept, ...(body !== undefined && { 'content-type': contentType }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }
}

interface Session {
  readonly requests: Dispatcher;
  readonly watches: Dispatcher;
  readonly headers: Credentials['headers'];
}

function openSession({ cluster, context }: Target, credentials: Credentials): Session {
  try {
    return {
      requests: dispatcherFor(cluster, credentials, requestsAtOnce),
      watches: dispatcherFor(cluster, credentials, null),
      headers: credentials.headers,
    };
  } catch (error) {
    if (TowpathError.is(error)) throw error;
    const message = `the context \`${context}\` cannot be used: ${(error as Error).message}`;
    throw new TowpathError([{ code: 'kubeconfig-unreadable', severity: 'error', message }]);
  }
}
