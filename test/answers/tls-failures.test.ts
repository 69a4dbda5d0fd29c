import { tlsFailure } from '../../src/cluster/http/tls-failures';
import { unreachable } from '../../src/cluster/http/unreachable';

/** The codes that Node's documentation lists. @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = [
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
  ...['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE'],
  ...['CRL_SIGNATURE_FAILURE', 'CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED', 'CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED'],
  ...['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD'],
  ...['ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_CHAIN_TOO_LONG', 'CERT_REVOKED'],
  ...['INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'HOSTNAME_MISMATCH'],
];
const otherCodes = [
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
];

const outcomeOf = (code: string) =>
  unreachable(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }), 'GET', '/api');

test.each([...certificateCodes, ...otherCodes])('%s is described in plain words, and not tried again', (code) => {
  const { problem, isPassing } = outcomeOf(code);
  expect([isPassing, problem.message]).toEqual([false, expect.stringContaining(tlsFailure(code)?.reason ?? '?')]);
  expect(problem.message).not.toContain(code);
});

test.each(['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_SOCKET'])('%s may pass, and is tried again', (code) => {
  expect([outcomeOf(code).isPassing, tlsFailure(code)]).toEqual([true, undefined]);
});

test.each([
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_HEADERS_OVERFLOW'],
  ...['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'HPE_INVALID_CONSTANT', 'ERR_ASSERTION'],
])('%s of the HTTP client is described in plain words', (code) => {
  expect(outcomeOf(code).problem.message).toMatch(/ cannot be reached: it(s response)? [\w ,]+ \(GET/);
});
