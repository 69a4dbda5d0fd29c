import { isMap, mapsIn, valueAt } from '../../data/merge';

/**
 * The answer of an API server that refuses a request.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly Cause[];
  /** Seconds after which to try again. */
  readonly retryAfter?: number;
}

export interface Cause {
  readonly reason?: string;
  readonly message?: string;
  /** The field that the cause is about: `spec.selector`, `.spec.replicas`. */
  readonly field?: string;
}

/** A request that the server refused or could not serve. */
export class ApiFailure extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: Status,
  ) {
    super(status.message);
    this.name = 'ApiFailure';
  }
}

export function isApiFailure(error: unknown, ...codes: readonly number[]): error is ApiFailure {
  return error instanceof ApiFailure && (codes.length === 0 || codes.includes(error.status.code));
}

/** Reads a `Status` from an answer. Nothing else of the answer is shown, because a proxy may have written it. */
export function statusOf(code: number, body: unknown): Status {
  const answered =
    code < 400
      ? `the server answered with the redirect ${code}, which is not followed`
      : `the server answered with the code ${code}`;
  if (!isMap(body) || body.kind !== 'Status') return { code, reason: '', message: answered, causes: [] };
  const causes = valueAt(body, ['details', 'causes']);
  const retryAfter = valueAt(body, ['details', 'retryAfterSeconds']);
  return {
    code,
    reason: textIn(body.reason) ?? '',
    message: textIn(body.message) || answered,
    causes: mapsIn(causes).map(causeOf),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}

function causeOf(cause: Readonly<Record<string, unknown>>): Cause {
  const texts = (['reason', 'message', 'field'] as const).map((key) => [key, textIn(cause[key])] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

/** The longest text of a refusal that is shown. Characters. */
export const longestText = 10_000;

/** A proxy before the server may answer with values of any type, and with a text of any length. */
function textIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
}
