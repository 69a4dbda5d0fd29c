/** Who asks a server of loopback's. */
export interface Access {
  readonly url: string;
  readonly token: string;
  /** Path of what the server shows as its own. */
  readonly certificate: string;
}

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
