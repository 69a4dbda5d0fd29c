/** What a client needs to reach an API server on the loopback address. */
export interface Access {
  readonly url: string;
  readonly token: string;
  /** The path of the certificate that the API server identifies itself with. */
  readonly certificate: string;
}

/** The text of a kubeconfig file with one cluster, one user and one context. */
export function kubeconfig({ url, token, certificate }: Access, context = 'loopback'): string {
  const [cluster, user] = ['loopback', 'admin'];
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster, cluster: { server: url, 'certificate-authority': certificate } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: context, context: { cluster, user } }],
    'current-context': context,
  });
}
