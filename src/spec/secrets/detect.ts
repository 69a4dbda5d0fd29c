import { isDsnName, isSecretName, isWebhookName } from './names';
import { shapes } from './shapes';
import { isPlaceholder, isWrittenOut } from './values';

/** The login in an address: `postgres://me:password@host`. In the password `/`, `?` and `#` have to be escaped. */
const login = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#@:'"]*:([^\s/?#@'"]+)@/gi;

/** `me:password@tcp(host)/db`, as Go's MySQL driver and others have it. */
const goLogin = /(?:^|[\s"'=])[\w.-]+:([^\s:@'"]+)@(?:tcp|unix)\(/g;

/** `name=value` in a command line, a connection string, a query or a line of a file. */
const pair = /(?:^|[\s;&?,'"{([])(?:-D|--?)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s;&,'"})\]]+)/g;

/** `--name value` in a command line. */
const flag = /(?:^|\s)--?([A-Za-z][\w.-]+)\s+("[^"]*"|'[^']*'|[^\s'"-][^\s'"]*)/g;

/** `name: value` in a line of YAML, JSON or properties. */
const entry =
  /^[ \t]*(?:- +)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s'"{[|>&#(][^\s(,]*),?[ \t]*(?:#.*)?$/gm;

/** Short options that take a password: https://dev.mysql.com/doc/refman/8.4/en/connection-options.html, `man curl`, `redis-cli --help`. */
const shortOptions = [
  /\b(?:mysql|mysqldump|mysqladmin|mysqlcheck|mariadb|mariadb-dump|mariadb-admin)\b[^|;&\n]*?\s-p([^\s'"]+)/g,
  /\bcurl\b[^|;&\n]*?\s(?:-u|--user)[\s=]*["']?[^\s:'"]+:([^\s'"]+)/g,
  /\bredis-cli\b[^|;&\n]*?\s-a\s+["']?([^\s'"]+)/g,
];

/**
 * What a named value seems to give away, in words; undefined where it seems harmless. The value is never part of it.
 *
 * @param name of a variable, a key or an annotation
 */
export function secretIn(name: string, value: string): string | undefined {
  return secretInText(value) ?? (isSecretName(name) && fits(name, value) ? 'a secret, by its name' : undefined);
}

/** Says in a message what something seems to give away. */
export function secretMessage(name: string, kind: string): string {
  return `\`${name}\` looks like ${kind}, and its value stands here for everybody to read`;
}

/** The same for a text without a name: an argument, or the script that it is. */
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

/** The same for the arguments of one command. */
export function secretInArguments(words: readonly string[]): string | undefined {
  const line = words.join(' ');
  const found = secretInText(line);
  if (found) return found;
  if (shortOptions.some((option) => passwords(line, option).some(isPassword))) return 'a password';
  return named(line, flag).some(([name, value]) => isSecretName(name) && fits(name, value))
    ? 'a password or key'
    : undefined;
}

/** The same for a file of several lines, whose lines name what they say. */
export function secretInFile(name: string, text: string): string | undefined {
  if (!text.includes('\n')) return secretIn(name, text);
  const found = secretInText(text);
  if (found) return found;
  return named(text, entry).some(([key, value]) => isSecretName(key) && fits(key, value))
    ? 'a password or key'
    : undefined;
}

/**
 * Whether a value is of the sort that its name speaks of. An address is none, but for a webhook, which whoever knows it
 * can call, and for the key in a DSN.
 */
function fits(name: string, value: string): boolean {
  if (!isWrittenOut(value)) return false;
  const text = value.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  if (isWebhookName(name)) return /^https:\/\/(?![^/]*\.(?:svc|local|internal)\b)[^/]+\.[^/]+\/./i.test(text);
  return isDsnName(name) && /^https?:\/\/[^/\s@]+@/i.test(text);
}

/** A variable, the placeholder of a template or a mask in the place of a password is none. */
function isPassword(text: string): boolean {
  return !isPlaceholder(text) && !/^[{%]|^\W+$/.test(text);
}

function passwords(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, password = '']) => password);
}

function named(text: string, pattern: RegExp): (readonly [string, string])[] {
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/s, '$2')]);
}
