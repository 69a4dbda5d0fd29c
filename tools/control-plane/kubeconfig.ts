/** Who may do everything on a server of loopback's. */
export interface Access {
  readonly port: number;
  readonly token: string;
  /** Path of what the server shows as its own. */
  readonly certificate: string;
}

export function kubeconfig({ port, token, certificate }: Access): string {
  const [cluster, user, context] = ['loopback', 'admin', 'loopback'];
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: cluster, cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': certificate } },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: context, context: { cluster, user } }],
    'current-context': context,
  });
}
