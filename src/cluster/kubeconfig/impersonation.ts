import type { UserEntry } from './kubeconfig';

type Headers = Readonly<Record<string, string | string[]>>;

/**
 * The headers that ask the server to act as another user. As with kubectl, there are none without `as`.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function impersonation(user: UserEntry): Headers {
  if (!user.as) return {};
  const extra = Object.entries(user['as-user-extra'] ?? {});
  return {
    'impersonate-user': user.as,
    ...(user['as-uid'] && { 'impersonate-uid': user['as-uid'] }),
    ...(user['as-groups'] && { 'impersonate-group': user['as-groups'] }),
    ...Object.fromEntries(extra.map(([key, values]) => [`impersonate-extra-${headerName(key)}`, values])),
  };
}

/** Escapes the characters that the name of a header cannot contain, and `%`. */
function headerName(key: string): string {
  const bytes = [...Buffer.from(key.toLowerCase())];
  return bytes
    .map((byte) =>
      /[a-z0-9!#$&'*+.^_`|~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percent(byte),
    )
    .join('');
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
