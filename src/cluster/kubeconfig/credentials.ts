import { collected, IssueCollector, type TowpathError } from '../../diagnostics';
import { isSecure } from './address';
import { authorityIssues, type KeyPair, pairIssues } from './certificates';
import { type Content, content, credentialsError, credentialsIssue, fieldOf, fileContent } from './content';
import { runPlugin } from './exec-plugin';
import { impersonation } from './impersonation';
import type { ClusterEntry, UserEntry } from './kubeconfig';

/** What identifies the account to the server, and the server to the account. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** PEM, like the others. */
  readonly cert?: string;
  readonly key?: string;
  /** The certificates of the authority that the server's certificate must come from. */
  readonly ca?: string;
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
  const { authorization, ...certificates } = isSecure(cluster.server) ? await identity(user, cluster, signal) : {};
  const headers = { ...(authorization && { authorization }), ...impersonation(user) };
  return { headers: sendable(headers, user), ...certificates };
}

interface Identity extends Omit<Credentials, 'headers'> {
  readonly authorization?: string;
}

async function identity(user: UserEntry, cluster: ClusterEntry, signal: AbortSignal): Promise<Identity> {
  const provider = user['auth-provider'];
  if (provider && !user.exec) throw unsupported(provider.name, user);
  const written = writtenCredentials(user, cluster);
  const { exec, place } = user;
  const plugin = exec ? await runPlugin({ exec, place }, cluster, written.ca?.text, signal) : {};
  const { cert, key } = plugin.pair ?? written.pair ?? {};
  const token = plugin.token ?? written.token;
  const basic = user.username === undefined ? undefined : base64(`${user.username}:${user.password ?? ''}`);
  const authorization = token ? `Bearer ${token}` : basic && `Basic ${basic}`;
  return {
    ...(authorization && { authorization }),
    ...(cert && key && { cert: cert.text, key: key.text }),
    ...(written.ca && { ca: written.ca.text }),
  };
}

interface WrittenCredentials {
  readonly ca?: Content | undefined;
  readonly pair?: KeyPair | undefined;
  readonly token?: string | undefined;
}

/** What the kubeconfig and its files hold. Every problem in them is told at once. */
function writtenCredentials(user: UserEntry, cluster: ClusterEntry): WrittenCredentials {
  const found = new IssueCollector();
  const now = new Date();
  const read = <T>(work: () => T) => collected((...issues) => found.add(...issues), work);
  const ca = read(() => content(cluster, 'certificate-authority'));
  const cert = read(() => content(user, 'client-certificate'));
  // As with kubectl, a key without a certificate is not used.
  const hasCertificate = user['client-certificate-data'] || user['client-certificate'];
  const key = hasCertificate ? read(() => content(user, 'client-key')) : undefined;
  const token = read(() => tokenOf(user));
  if (ca && !cluster['insecure-skip-tls-verify']) found.add(...authorityIssues(ca, now));
  if (cert && key) found.add(...pairIssues({ cert, key }, now));
  if (cert && !user['client-key-data'] && !user['client-key'])
    found.add(
      credentialsIssue(
        cert,
        'is a certificate, and the user has no private key for it',
        'set `client-key` of the user',
      ),
    );
  found.throwIfErrors();
  return { ca, token, ...(cert && key && { pair: { cert, key } }) };
}

/** As with kubectl, a token file, which others may renew, is preferred to a token in the kubeconfig. */
function tokenOf({ token, tokenFile, place }: UserEntry): string | undefined {
  const file = fileContent(tokenFile, 'tokenFile', place);
  if (!file) return token;
  const read = file.text.trim();
  if (read === '') throw credentialsError(file, 'is empty', 'log in again to get a token');
  return read;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Encodes a header in UTF-8. A line break in it could add further headers, so it is refused. */
function sendable(headers: Credentials['headers'], user: UserEntry): Credentials['headers'] {
  const encoded = (name: string, text: string) => {
    const bytes = Buffer.from(text).toString('latin1');
    if (/[^\t\x20-\x7e\x80-\xff]/.test(bytes)) throw unsendable(name, user);
    return bytes;
  };
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? encoded(name, value) : value.map((text) => encoded(name, text)),
  ]);
  return Object.fromEntries(entries);
}

/** The fields that headers come from. */
const fieldsOfHeaders: Readonly<Record<string, string>> = {
  'impersonate-user': 'as',
  'impersonate-uid': 'as-uid',
  'impersonate-group': 'as-groups',
};

function unsendable(header: string, { exec, tokenFile, place }: UserEntry): TowpathError {
  const ofToken = exec ? 'exec' : tokenFile ? 'tokenFile' : 'token';
  const field = header === 'authorization' ? ofToken : (fieldsOfHeaders[header] ?? 'as-user-extra');
  const problem = 'gives a value with a line break or another control character, which cannot be sent';
  const hint = 'write it on one line; a YAML block that begins with `|` ends with a line break, one with `|-` does not';
  return credentialsError(fieldOf(field, place), problem, hint);
}

function unsupported(name: string, { place }: UserEntry): TowpathError {
  const hint = 'use a credential plugin (`exec`) instead, such as kubelogin for OpenID Connect';
  return credentialsError(fieldOf('auth-provider', place), `is \`${name}\`, which is not supported`, hint);
}
