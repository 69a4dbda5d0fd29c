import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { isSecure } from '../kubeconfig/address';
import { content } from '../kubeconfig/content';
import type { Credentials } from '../kubeconfig/credentials';
import type { ClusterEntry } from '../kubeconfig/kubeconfig';

/** At most so many requests at once: enough to hide the way there and back, and no flood for the server. */
export const requestsAtOnce = 16;

/** Longer than any answer takes, and than a watch lasts: that ends by `watchSeconds`. */
const timeoutMs = 60_000;

/**
 * Connections to a server: by `proxy-url`, else by HTTPS_PROXY and NO_PROXY, else straight. As with kubectl, no
 * variable sends what is for this machine elsewhere.
 *
 * @param connections how many there are at most; null for as many as there are requests
 */
export function dispatcherFor(
  cluster: ClusterEntry,
  { cert, key }: Credentials,
  connections: number | null,
): Dispatcher {
  const ca = isSecure(cluster.server) ? content(cluster, 'certificate-authority') : undefined;
  const servername = cluster['tls-server-name'];
  const tls = {
    rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername && { servername }),
  };
  const options = { connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, requestTls: tls };
  const proxy = cluster['proxy-url'];
  if (proxy?.startsWith('socks5')) return new Socks5ProxyAgent(proxy, options);
  if (proxy) return new ProxyAgent({ ...options, uri: proxy });
  const straight = { ...options, connect: tls };
  return isLoopback(cluster.server) ? new Agent(straight) : new EnvHttpProxyAgent(straight);
}

function isLoopback(server: string): boolean {
  const { hostname } = new URL(server);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
