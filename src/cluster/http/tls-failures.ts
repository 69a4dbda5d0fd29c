/** What a failed TLS connection says to a user. Another attempt does not solve it. */
interface TlsFailure {
  /** Follows `the API server cannot be reached: `. */
  readonly reason: string;
  readonly hint: string;
}

/**
 * The codes of OpenSSL for certificates, and some of Node's own.
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const failures: readonly (readonly [codes: RegExp, TlsFailure])[] = [
  [
    /^(DEPTH_ZERO_)?SELF_SIGNED|^UNABLE_TO_(?!.*CRL)|^CERT_(SIGNATURE|UNTRUSTED|CHAIN|REJECTED)|^INVALID_CA/,
    {
      reason: 'its certificate does not come from an authority that the kubeconfig trusts',
      hint: 'check `certificate-authority` of the cluster in the kubeconfig; a proxy that decrypts the connection has the same effect',
    },
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$|^HOSTNAME_MISMATCH$/,
    {
      reason: 'its certificate is for other names than the one in its address',
      hint: 'set `server` of the cluster in the kubeconfig to a name of the certificate, or `tls-server-name`',
    },
  ],
  [
    /^CERT_REVOKED$|^(UNABLE_TO_GET_|UNABLE_TO_DECRYPT_|ERROR_IN_)?CRL(_|$)/,
    {
      reason: 'its certificate was revoked, or the list of revoked certificates cannot be checked',
      hint: 'renew the certificate of the API server',
    },
  ],
  [
    /^INVALID_PURPOSE$|^PATH_LENGTH_EXCEEDED$|^ERROR_IN_CERT_/,
    {
      reason: 'its certificate is damaged, or was not made for a server',
      hint: 'renew the certificate of the API server',
    },
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    {
      reason: 'its certificate has expired',
      hint: 'renew the certificate of the API server, and check the date of this computer',
    },
  ],
  [/^CERT_NOT_YET_VALID$/, { reason: 'its certificate is not valid yet', hint: 'check the date of this computer' }],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    {
      reason: 'what listens there does not speak TLS',
      hint: 'check the port and `https://` in `server` of the cluster in the kubeconfig',
    },
  ],
  [
    /ALERT/,
    {
      reason: 'it refused the TLS connection, perhaps because of the client certificate',
      hint: 'check `client-certificate` of the user in the kubeconfig, or log in again',
    },
  ],
];

/** Describes an error of TLS in plain words. OpenSSL's own text names its source files. */
export function tlsFailure(code: string): TlsFailure | undefined {
  return failures.find(([codes]) => codes.test(code))?.[1];
}
