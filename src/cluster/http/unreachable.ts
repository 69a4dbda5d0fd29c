import { types } from 'node:util';
import { issueError, TowpathError } from '../../diagnostics';
import { StreamTooLarge } from '../../files/text-of-stream';
import { tlsFailure } from './tls-failures';

/** Errors beside those of `tlsFailure` that another attempt does not solve, such as an unknown host name. */
const lasting = /^(ENOTFOUND|HPE_|ERR_ASSERTION$|UND_ERR_HEADERS_OVERFLOW$|ERR_TLS_|ERR_SSL_)/;

const incomplete = 'its response is incomplete, or does not come from an API server';
const invalid = 'its response is not valid HTTP';

/** What the HTTP client means by its codes. It asserts what every valid response has. */
const meanings: readonly (readonly [codes: RegExp, reason: string])[] = [
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'it did not accept the connection in time'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'it did not respond in time'],
  [/^UND_ERR_BODY_TIMEOUT$/, 'its response did not end in time'],
  [/^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/, incomplete],
  [/^UND_ERR_SOCKET$/, `it closed the connection, or ${invalid}`],
  [/^(HPE_|ERR_ASSERTION$|UND_ERR_HEADERS_OVERFLOW$)/, invalid],
];

/** Describes an error of the connection, and whether it may pass by itself. */
export function unreachable(
  error: unknown,
  method: string,
  path: string,
): { readonly problem: Error; readonly isPassing: boolean } {
  if (TowpathError.is(error)) return { problem: error, isPassing: false };
  if (Object(error).name === 'TimeoutError')
    return { problem: unreachableFor('its response did not end in time', method, path), isPassing: false };
  if (error instanceof StreamTooLarge)
    return { problem: unreachableFor(`its response has ${error.message}`, method, path), isPassing: false };
  if (!isError(error)) return { problem: new Error(String(error)), isPassing: false };
  const isCutOff = error instanceof SyntaxError;
  const cause = innermost(error);
  const code = isCutOff ? '' : ((cause as NodeJS.ErrnoException).code ?? '');
  const known = tlsFailure(code);
  const reason = isCutOff ? incomplete : (known?.reason ?? reasonOf(cause, code));
  const isPassing = known === undefined && !lasting.test(code);
  return { problem: unreachableFor(reason, method, path, known?.hint), isPassing };
}

/** OpenSSL's message names its source files, and its reason says what is wrong. */
function reasonOf(cause: Error, code: string): string {
  const meant = meanings.find(([codes]) => codes.test(code))?.[1];
  if (meant !== undefined) return meant;
  const { reason } = cause as { reason?: unknown };
  const message = typeof reason === 'string' ? reason : cause.message;
  return message.includes(code) ? message : `${message} (${code})`;
}

function unreachableFor(
  reason: string,
  method: string,
  path: string,
  hint = 'run `kubectl version` with the same context; the usual reasons are a VPN, a proxy or an expired login',
): TowpathError {
  const message = `the API server cannot be reached: ${reason} (${method} ${path.split('?')[0]})`;
  return issueError('cluster-unreachable', message, { hint });
}

/** Also true for an error of another JavaScript context, as under jest. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** The innermost of nested or grouped errors, which describes the cause. */
function innermost(error: Error): Error {
  const { errors: [first] = [] } = error as Partial<AggregateError>;
  if (isError(first)) return innermost(first);
  return isError(error.cause) ? innermost(error.cause) : error;
}
