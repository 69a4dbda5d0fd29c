import { content, credentialsFailed, readText } from './content';
import { runPlugin } from './exec-plugin';
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
 * @throws TowpathError `credentials-failed`
 */
export async function credentialsOf(user: UserEntry, cluster: ClusterEntry): Promise<Credentials> {
  const provider = user['auth-provider'];
  if (provider && !user.exec) throw unsupported(provider.name);
  const plugin = user.exec ? await runPlugin(user.exec, cluster) : {};
  const cert = plugin.cert ?? content(user, 'client-certificate');
  const key = plugin.key ?? content(user, 'client-key');
  const token = plugin.token ?? tokenOf(user);
  const basic = user.username === undefined ? undefined : base64(`${user.username}:${user.password ?? ''}`);
  const authorization = token ? `Bearer ${token}` : basic && `Basic ${basic}`;
  return {
    headers: {
      ...(authorization && { authorization }),
      ...(user.as && { 'impersonate-user': user.as }),
      ...(user['as-groups'] && { 'impersonate-group': user['as-groups'] }),
    },
    ...(cert && { cert }),
    ...(key && { key }),
  };
}

/** A file with a token, which is renewed there, comes before a token that is written out; as with kubectl. */
function tokenOf({ token, tokenFile }: UserEntry): string | undefined {
  return tokenFile ? readText(tokenFile).trim() : token;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function unsupported(name: string): Error {
  return credentialsFailed(
    `the kubeconfig's user has \`auth-provider: ${name}\`, which is not supported`,
    'use a credential plugin (`exec`) in its place; for OpenID Connect there is kubelogin',
  );
}
