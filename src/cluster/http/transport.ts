import type { Dispatcher } from 'undici';
import { issueError, TowpathError } from '../../diagnostics';
import { isSecure } from '../kubeconfig/address';
import { type Credentials, credentialsOf } from '../kubeconfig/credentials';
import type { SelectedCluster } from '../kubeconfig/select';
import type { About } from '../server-warnings';
import { dispatcherFor, requestsAtOnce } from './dispatcher';
import type { Read } from './read';
import { timeLimit } from './time-limit';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the server's address, with its query. */
  readonly path: string;
  readonly body?: unknown;
  /** @default 'application/json' */
  readonly contentType?: string;
  /** @default 'application/json' */
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** The object that is sent. A warning of the server is shown with its name. */
  readonly about?: About | undefined;
  /** Whether the answer is text, and not JSON. */
  readonly isText?: boolean;
  /** Whether the answer lasts, as a watch does. It does not count against the number of requests then. */
  readonly isWatch?: boolean;
}

/** How long an answer may take in all. A server ends a request after 60 seconds by itself. */
const longestAnswerMs = 120_000;

/** Sends a request and reads the answer, as `send` does. */
export type Ask = <T>(request: Request, read: Read<T>) => Promise<T>;

/** Sends one request once and returns the raw answer. A redirect is not followed. */
export class Transport {
  readonly #target: SelectedCluster;
  readonly #base: URL;
  readonly #closing = new AbortController();
  /** All connections that were opened, each with its own credentials. The last one is in use. */
  readonly #sessions: Promise<Session>[] = [];
  #hasAnswered = false;

  constructor(target: SelectedCluster) {
    this.#target = target;
    this.#base = new URL(target.cluster.server);
  }

  /** Whether the server has answered before. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /**
   * @throws TowpathError `cluster-unreachable` after the connection is closed, also if it is closed during the request
   */
  async send(request: Request): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#sendAuthorized(request);
    } catch (error) {
      throw this.#closing.signal.aborted ? closed(request) : error;
    }
  }

  /** Ends all requests and a running plugin. Afterwards no plugin runs and nothing is sent. */
  async close(): Promise<void> {
    this.#closing.abort();
    const opened = await Promise.allSettled(this.#sessions);
    const sessions = opened.flatMap((session) => (session.status === 'fulfilled' ? [session.value] : []));
    await Promise.all(sessions.flatMap(({ requests, watches }) => [requests.destroy(), watches.destroy()]));
  }

  async #sendAuthorized(request: Request): Promise<Dispatcher.ResponseData> {
    const session = this.#sessions.at(-1) ?? this.#open();
    const answer = await this.#dispatch(await session, request);
    this.#hasAnswered = true;
    if (answer.statusCode !== 401) return answer;
    await answer.body.dump();
    if (!isSecure(this.#base.href)) throw unencrypted(this.#base);
    // A token may have expired, so new credentials are fetched once.
    const latest = this.#sessions.at(-1);
    return this.#dispatch(await (latest === session || !latest ? this.#open() : latest), request);
  }

  #open(): Promise<Session> {
    const { signal } = this.#closing;
    signal.throwIfAborted();
    const { user, cluster } = this.#target;
    const session = credentialsOf(user, cluster, signal).then((credentials) => openSession(this.#target, credentials));
    this.#sessions.push(session);
    return session;
  }

  #dispatch({ requests, watches, headers }: Session, request: Request): Promise<Dispatcher.ResponseData> {
    const { method, path, body, contentType = 'application/json', accept = 'application/json' } = request;
    const limits = request.isWatch ? [] : [timeLimit(longestAnswerMs)];
    const signal = AbortSignal.any([...limits, ...(request.signal ? [request.signal] : [])]);
    return (request.isWatch ? watches : requests).request({
      origin: this.#base.origin,
      path: `${this.#base.pathname.replace(/(?<!\/)\/+$/, '')}${path}`,
      method,
      headers: { ...headers, accept, ...(body !== undefined && { 'content-type': contentType }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
  }
}

interface Session {
  readonly requests: Dispatcher;
  readonly watches: Dispatcher;
  readonly headers: Credentials['headers'];
}

function openSession({ cluster, context }: SelectedCluster, credentials: Credentials): Session {
  try {
    return {
      requests: dispatcherFor(cluster, credentials, requestsAtOnce),
      watches: dispatcherFor(cluster, credentials, null),
      headers: credentials.headers,
    };
  } catch (error) {
    if (TowpathError.is(error)) throw error;
    const message = `the context \`${context}\` cannot be used: ${(error as Error).message}`;
    throw issueError('kubeconfig-unreadable', message);
  }
}

function unencrypted({ origin }: URL): TowpathError {
  const hint = 'set `server` in the kubeconfig to an `https://` address';
  return issueError(
    'credentials-failed',
    `the server at ${origin} requires credentials, but credentials are not sent over unencrypted http://`,
    { hint },
  );
}

function closed({ method, path }: Request): TowpathError {
  const message = `the connection to the cluster is closed, so the request was not sent (${method} ${path.split('?')[0]})`;
  return issueError('cluster-unreachable', message);
}
