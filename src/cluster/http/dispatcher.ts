import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { isSecure } from '../kubeconfig/address';
import { content } from '../kubeconfig/content';
import type { Credentials } from '../kubeconfig/credentials';
import type { ClusterEntry } from '../kubeconfig/kubeconfig';

/** The largest number of requests at once. It is enough to hide the latency, and does not flood the server. */
export const requestsAtOnce = 16;

/** Longer than any answer takes, and longer than a watch, which `watchSeconds` ends. */
const timeoutMs = 60_000;

/**
 * Opens connections to a server: through `proxy-url`, else through HTTPS_PROXY unless NO_PROXY excludes the server,
 * else directly. As with kubectl, no variable redirects requests to this machine.
 *
 * @param connections the largest number of connections; null for as many as there are requests
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
