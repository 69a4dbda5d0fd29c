import { isSecure } from './address';
import { content, credentialsFailed, readText } from './content';
import { runPlugin } from './exec-plugin';
import { impersonation } from './impersonation';
import type { ClusterEntry, UserEntry } from './kubeconfig';

/** What identifies the account to the server. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * The credentials of a user. They are read or fetched again with each call, because tokens expire.
 *
 * As with kubectl, no credentials are sent over plain `http://`; then no file is read and no plugin runs.
 *
 * @param signal ends a running plugin
 * @throws TowpathError `credentials-failed`
 * @see https://github.com/kubernetes/client-go/blob/v0.34.0/tools/clientcmd/client_config.go `ClientConfig`
 */
export async function credentialsOf(user: UserEntry, cluster: ClusterEntry, signal: AbortSignal): Promise<Credentials> {
  const { authorization, ...certificate } = isSecure(cluster.server) ? await identity(user, cluster, signal) : {};
  const headers = { ...(authorization && { authorization }), ...impersonation(user) };
  return { headers: sendable(headers), ...certificate };
}

interface Identity extends Omit<Credentials, 'headers'> {
  readonly authorization?: string;
}

async function identity(user: UserEntry, cluster: ClusterEntry, signal: AbortSignal): Promise<Identity> {
  const provider = user['auth-provider'];
  if (provider && !user.exec) throw unsupported(provider.name);
  const plugin = user.exec ? await runPlugin(user.exec, cluster, signal) : {};
  const cert = plugin.cert ?? content(user, 'client-certificate');
  const key = plugin.key ?? content(user, 'client-key');
  const token = plugin.token ?? tokenOf(user);
  const basic = user.username === undefined ? undefined : base64(`${user.username}:${user.password ?? ''}`);
  const authorization = token ? `Bearer ${token}` : basic && `Basic ${basic}`;
  return { ...(authorization && { authorization }), ...(cert && { cert }), ...(key && { key }) };
}

/** As with kubectl, a token file, which others may renew, is preferred to a token in the kubeconfig. */
function tokenOf({ token, tokenFile }: UserEntry): string | undefined {
  return tokenFile ? readText(tokenFile).trim() : token;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Encodes a header in UTF-8. A line break in it could add further headers, so it is refused. */
function sendable(headers: Credentials['headers']): Credentials['headers'] {
  const encoded = (name: string, text: string) => {
    const bytes = Buffer.from(text).toString('latin1');
    if (/[^\t\x20-\x7e\x80-\xff]/.test(bytes)) throw unsendable(name);
    return bytes;
  };
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? encoded(name, value) : value.map((text) => encoded(name, text)),
  ]);
  return Object.fromEntries(entries);
}

function unsendable(header: string): Error {
  const what = header === 'authorization' ? 'the token' : `the value of \`${header}\``;
  return credentialsFailed(
    `${what} of the user in the kubeconfig contains a line break or another control character, so it cannot be sent`,
    'write the value on one line; a YAML block that begins with `|` ends with a line break, one with `|-` does not',
  );
}

function unsupported(name: string): Error {
  return credentialsFailed(
    `the kubeconfig's user has \`auth-provider: ${name}\`, which is not supported`,
    'use a credential plugin (`exec`) instead, such as kubelogin for OpenID Connect',
  );
}
