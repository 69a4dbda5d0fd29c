/** How an API server refuses. */
export interface Refusal {
  readonly status: number;
  readonly reason?: string;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
}

/** What a proxy does to a request instead of passing it on as it is. */
export type Fault =
  /** Answers by itself. */
  | Refusal
  /** Answers by itself, with 200 and a text that is no JSON. */
  | { readonly garbage: string }
  /** Cuts the connection: `before` the server hears of it, `after` it has answered, or `during` the answer. */
  | { readonly reset: 'before' | 'after' | 'during' }
  /** Passes on that many bytes of the answer's body, as if they were all. */
  | { readonly truncate: number }
  /** Ends a watch after that many events. */
  | { readonly endAfter: number }
  /** Ends a watch after that many events by one that says that what is asked for is too old. */
  | { readonly expireAfter: number };

/** A request as the proxy saw it. */
export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
  /** When it came, in milliseconds since the proxy started. */
  readonly atMs: number;
  /** What the client was answered; undefined as long as it was not. */
  readonly status?: number;
}

type Call = (request: SeenRequest) => void | Promise<void>;

/** Which requests, and what happens to them. The first rule that applies is the only one. */
export interface Rule {
  readonly method?: string | RegExp;
  /** A part of the path with its query, or a pattern of it. */
  readonly path?: string | RegExp;
  /** Which of those that match, from 1; each of them when absent. */
  readonly nth?: number;
  /** Called and waited for before anything else happens. */
  readonly before?: Call;
  /** Called and waited for when the server has answered, and before the client is. */
  readonly after?: Call;
  /** Waits that long before anything else happens. */
  readonly delayMs?: number;
  readonly fault?: Fault;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** What matches everything that changes something in a namespace, dry runs apart. */
export function writesTo(namespace: string): Pick<Rule, 'method' | 'path'> {
  return { method: /^(POST|PUT|PATCH|DELETE)$/, path: new RegExp(`/namespaces/${namespace}/(?!.*dryRun)`) };
}

/** The body that an API server sends with a refusal. */
export function statusBody({ status: code, reason, message, retryAfterSeconds }: Refusal): object {
  const named = reason ?? reasons[code] ?? 'Unknown';
  const details = retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } };
  const said = { message: message ?? `${named}, says the proxy`, reason: named, ...details, code };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...said };
}

/** Chooses a rule for each request, and counts how often each has matched. */
export class Choice {
  readonly #matched = new Map<Rule, number>();

  of(rules: readonly Rule[], request: SeenRequest): Rule | undefined {
    const matching = rules.filter((rule) => matches(rule, request));
    for (const rule of matching) this.#matched.set(rule, (this.#matched.get(rule) ?? 0) + 1);
    return matching.find((rule) => rule.nth === undefined || rule.nth === this.#matched.get(rule));
  }
}

function matches({ method, path = '' }: Rule, request: SeenRequest): boolean {
  if (typeof method === 'string' ? method !== request.method : method?.test(request.method) === false) return false;
  return typeof path === 'string' ? request.path.includes(path) : request.path.search(path) >= 0;
}
