import { isSecure } from './address';
import { content, credentialsFailed, readText } from './content';
import { runPlugin } from './exec-plugin';
import { impersonation } from './impersonation';
import type { ClusterEntry, UserEntry } from './kubeconfig';

/** What shows a server who we are. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * The credentials of a user, read or fetched anew with each call: tokens in files and plugins' tokens expire.
 *
 * As with kubectl, a server that is asked over plain `http://` is shown none of them, and no file is read and no
 * plugin is run for it.
 *
 * @param signal ends a plugin that is running
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

/** A file with a token, which is renewed there, comes before a token that is written out; as with kubectl. */
function tokenOf({ token, tokenFile }: UserEntry): string | undefined {
  return tokenFile ? readText(tokenFile).trim() : token;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Headers as they are sent: UTF-8. A line break in one could bring further headers along. */
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
  const what = header === 'authorization' ? 'the token' : `what \`${header}\` is made of`;
  return credentialsFailed(
    `${what} of the kubeconfig’s user holds a line break or another control character, and cannot be sent`,
    'write it in one line; a block of YAML (`|`) ends with a line break, `|-` does not',
  );
}

function unsupported(name: string): Error {
  return credentialsFailed(
    `the kubeconfig's user has \`auth-provider: ${name}\`, which is not supported`,
    'use a credential plugin (`exec`) in its place; for OpenID Connect there is kubelogin',
  );
}
