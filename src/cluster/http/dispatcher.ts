import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { issueError } from '../../diagnostics';
import { fieldOf } from '../kubeconfig/content';
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
  { cert, key, ca }: Credentials,
  connections: number | null,
): Dispatcher {
  const servername = cluster['tls-server-name'];
  const tls = {
    rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername && { servername }),
  };
  const options = { connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, requestTls: tls };
  const proxy = proxyOf(cluster);
  if (proxy?.startsWith('socks5')) return new Socks5ProxyAgent(proxy, options);
  if (proxy) return new ProxyAgent({ ...options, uri: proxy });
  const straight = { ...options, connect: tls };
  return isLoopback(cluster.server) ? new Agent(straight) : new EnvHttpProxyAgent(straight);
}

/**
 * The address of the cluster's proxy. As with kubectl, its path is ignored.
 * @throws TowpathError `kubeconfig-unreadable`
 */
function proxyOf({ 'proxy-url': proxy, place }: ClusterEntry): string | undefined {
  if (!proxy) return undefined;
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url && url.hostname !== '' && ['http:', 'https:', 'socks5:'].includes(url.protocol)) {
    return Object.assign(url, { pathname: '', search: '', hash: '' }).href;
  }
  const { name, location } = fieldOf('proxy-url', place);
  const hint = 'set it to an address that begins with `http://`, `https://` or `socks5://`';
  throw issueError('kubeconfig-unreadable', `${name} is not the address of a proxy`, { hint, location });
}

function isLoopback(server: string): boolean {
  const { hostname } = new URL(server);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
