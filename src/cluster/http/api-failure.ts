/**
 * What an API server says when it refuses.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly Cause[];
  /** Seconds after which to ask again. */
  readonly retryAfter?: number;
}

export interface Cause {
  readonly reason?: string;
  readonly message?: string;
  /** The field that it is about: `spec.selector`, `.spec.replicas`. */
  readonly field?: string;
}

/** A request that the server refused or could not serve, with what was asked. */
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

/** Reads a `Status` from an answer; whatever else stands in the answer is not shown, it may be anyone's. */
export function statusOf(code: number, body: unknown): Status {
  const { kind, reason, message, details } = Object(body) as {
    kind?: string;
    reason?: string;
    message?: string;
    details?: { causes?: Cause[]; retryAfterSeconds?: number };
  };
  const answered = code < 400 ? `it answered ${code}, and no redirect is followed` : `it answered ${code}`;
  if (kind !== 'Status') return { code, reason: '', message: answered, causes: [] };
  const retryAfter = details?.retryAfterSeconds;
  return {
    code,
    reason: reason ?? '',
    message: message ?? answered,
    causes: details?.causes ?? [],
    ...(retryAfter !== undefined && { retryAfter }),
  };
}
