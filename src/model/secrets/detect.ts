import { isDsnName, isSecretName, isWebhookName } from './names';
import { shapes } from './shapes';
import { isPlaceholder, isWrittenOut } from './values';

/** Matches a login in an address: `postgres://me:password@host`. A password cannot contain plain `/`, `?` or `#`. */
const login = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#@:'"]*:([^\s/?#@'"]+)@/gi;

/** Matches a login in the format of Go's MySQL driver: `me:password@tcp(host)/db`. */
const goLogin = /(?:^|[\s"'=])[\w.-]+:([^\s:@'"]+)@(?:tcp|unix)\(/g;

/** Matches `name=value` in a command line, a connection string, a query or a line of a file. */
const pair = /(?:^|[\s;&?,'"{([])(?:-D|--?)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s;&,'"})\]]+)/g;

/** Matches `--name value` in a command line. */
const flag = /(?:^|\s)--?([A-Za-z][\w.-]+)\s+("[^"]*"|'[^']*'|[^\s'"-][^\s'"]*)/g;

/** Matches `name: value` in a line of YAML, JSON or properties. */
const entry =
  /^[ \t]*(?:- +)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s'"{[|>&#(][^\s(,]*),?[ \t]*(?:#.*)?$/gm;

/** Match short options whose value is a password: https://dev.mysql.com/doc/refman/8.4/en/connection-options.html, `man curl`, `redis-cli --help`. The name of the program stops a search that began at an earlier one, so that a line is read once. */
const shortOptions = [
  /\b(?:mysql(?:dump|admin|check)?|mariadb)\b(?:(?!\b(?:mysql(?:dump|admin|check)?|mariadb)\b)[^|;&\n])*?\s-p([^\s'"]+)/g,
  /\bcurl\b(?:(?!\bcurl\b)[^|;&\n])*?\s(?:-u|--user)[\s=]*["']?[^\s:'"=][^\s:'"]*:([^\s'"]+)/g,
  /\bredis-cli\b(?:(?!\bredis-cli\b)[^|;&\n])*?\s-a\s+["']?([^\s'"]+)/g,
];

/**
 * Describes the kind of secret that a named value seems to be; undefined if the value seems harmless. The description
 * never contains the value.
 *
 * @param name the name of a variable, a key or an annotation
 */
export function secretIn(name: string, value: string): string | undefined {
  return secretInText(value) ?? (isSecretName(name) && fits(name, value) ? 'a secret, by its name' : undefined);
}

/** Formats the message for a name and a kind of secret. */
export function secretMessage(name: string, kind: string): string {
  return `\`${name}\` looks like ${kind}, and its value is written as plain text`;
}

/** Like `secretIn`, for text without a name, such as an argument or a script. */
export function secretInText(text: string): string | undefined {
  const shape = shapes.find(({ pattern }) => pattern.test(text));
  if (shape) return shape.kind;
  if (passwords(text, login).some(isPassword) || passwords(text, goLogin).some(isPassword)) {
    return 'an address with a password';
  }
  return named(text, pair).some(([name, value]) => isSecretName(name) && fits(name, value))
    ? 'a password or key'
    : undefined;
}

/** Like `secretIn`, for the arguments of one command. */
export function secretInArguments(words: readonly string[]): string | undefined {
  const line = words.join(' ');
  const found = secretInText(line);
  if (found) return found;
  if (shortOptions.some((option) => passwords(line, option).some(isPassword))) return 'a password';
  return named(line, flag).some(([name, value]) => isSecretName(name) && fits(name, value))
    ? 'a password or key'
    : undefined;
}

/** Like `secretIn`, for a file, whose lines can be `name: value`. */
export function secretInFile(name: string, text: string): string | undefined {
  if (!text.includes('\n')) return secretIn(name, text);
  const found = secretInText(text);
  if (found) return found;
  return named(text, entry).some(([key, value]) => isSecretName(key) && fits(key, value))
    ? 'a password or key'
    : undefined;
}

/**
 * Reports whether a value can be the secret that its name suggests. An address is not a secret, except for a webhook,
 * which everyone who knows the address can call, and for a DSN, which contains a key.
 */
function fits(name: string, value: string): boolean {
  if (!isWrittenOut(value)) return false;
  const text = value.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  if (isWebhookName(name)) return /^https:\/\/(?![^/]*\.(?:svc|local|internal)\b)[^/][^/.]*\.[^/]+\/./i.test(text);
  return isDsnName(name) && /^https?:\/\/[^/\s@]+@/i.test(text);
}

/** Reports whether text is a real password, and not a variable, a placeholder of a template or a mask. */
function isPassword(text: string): boolean {
  return !isPlaceholder(text) && !/^[{%]|^\W+$/.test(text);
}

function passwords(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, password = '']) => password);
}

function named(text: string, pattern: RegExp): (readonly [string, string])[] {
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/s, '$2')]);
}
