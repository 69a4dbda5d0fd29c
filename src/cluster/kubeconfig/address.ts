/** A user name and password in the address of a server: `https://user:password@host`. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Whether requests to the server are encrypted. Credentials are sent only then. */
export function isSecure(server: string): boolean {
  return URL.canParse(server) && new URL(server).protocol === 'https:';
}

/** Whether a text is an address that requests can be sent to. */
export function isHttpAddress(server: string): boolean {
  return URL.canParse(server) && ['http:', 'https:'].includes(new URL(server).protocol);
}

/** The login in an address. */
export function loginIn(server: string): Login | undefined {
  const { username, password } = new URL(server);
  if (username === '' && password === '') return undefined;
  return { username: decoded(username), password: decoded(password) };
}

/** The address without its login, which must not appear in requests, messages or plugins. */
export function withoutLogin(server: string): string {
  // URL parsers ignore tabs, line breaks and leading control characters, so these could hide a login from the pattern.
  const read = server.replace(/^[\p{Cc} ]+|[\t\n\r]/gu, '');
  return read.replace(/^([a-z][a-z0-9+.-]*:[/\\]*)[^/\\?#]*@/i, '$1');
}

/** A `%` that starts no escape is left as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
