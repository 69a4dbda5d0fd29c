import type { FoundAddress } from './address';
import { namespacePart, type Part, ReferringText } from './referring-text';

/**
 * A text with its references to flows; undefined if it has none. A text refers to a flow where it has the host and an open
 * port of its Service (`db:5432`), where the host of a URL is that of its Service, and where it is nothing but this host
 * and its name says so (`DB_HOST: db`). Any other word may only look like the name of a Service.
 *
 * @param name of the variable or the key that has the text
 * @param find the address that a host name leads to from the pod that has the text
 * @param namespace of the application
 */
export function inferText(
  name: string,
  text: string,
  find: (host: string) => FoundAddress | undefined,
  namespace: string | undefined,
): ReferringText | undefined {
  // A text of several lines is a file or a script, which a template would make hard to read.
  if (!isPrintableLine(text)) return undefined;
  const whole = saysAddress(name) ? find(text) : undefined;
  if (whole) return new ReferringText(hostParts(whole, namespace), text);
  const all = mentions(text, find, namespace);
  if (all.length === 0) return undefined;
  const parts = all.flatMap(({ index, parts }, at) => {
    const before = all[at - 1];
    return [text.slice(before ? before.index + before.length : 0, index), ...parts];
  });
  const last = all.at(-1) as Mention;
  return new ReferringText(
    [...parts, text.slice(last.index + last.length)].filter((part) => part !== ''),
    text,
  );
}

/** A place of a text where it names the host of a flow, and maybe a port. */
interface Mention {
  readonly index: number;
  readonly length: number;
  readonly parts: readonly Part[];
}

function mentions(
  text: string,
  find: (host: string) => FoundAddress | undefined,
  namespace: string | undefined,
): Mention[] {
  const urls = hostsOfUrls(text);
  return [...text.matchAll(/([A-Za-z0-9._-]+)(?::(\d{1,5})(?![\w@:-]))?/g)].flatMap((match): Mention[] => {
    const { index } = match;
    const [whole, host = '', number] = match;
    const found = find(host);
    if (!found) return [];
    const attribute = number === undefined ? undefined : found.address.ports.get(Number(number));
    const isPlace = urls.has(index) || (attribute !== undefined && canPrecede(text, index));
    if (!isPlace) return [];
    const parts = hostParts(found, namespace);
    if (attribute === undefined) return [{ index, length: host.length, parts }];
    return [{ index, length: whole.length, parts: [...parts, ':', { flow: found.address.flow, attribute }] }];
  });
}

function hostParts({ address, namespace, domain }: FoundAddress, own: string | undefined): Part[] {
  const host: Part = { flow: address.flow, attribute: 'host' };
  if (namespace === undefined) return [host];
  const parts: readonly Part[] = namespace === own ? ['.', namespacePart, domain] : [`.${namespace}${domain}`];
  return [host, ...parts];
}

/** The positions at which the hosts of URLs begin, after a user. */
function hostsOfUrls(text: string): Set<number> {
  const found = new Set<number>();
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 1)) {
    if (!/[A-Za-z0-9]/.test(text[at - 1] ?? '')) continue;
    const rest = text.slice(at + 3);
    const end = rest.search(/[\s/?#"'`,;]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    found.add(at + 3 + authority.lastIndexOf('@') + 1);
  }
  return found;
}

/** Whether a host with a port can begin here, and not the rest of a longer word or a path. */
function canPrecede(text: string, index: number): boolean {
  return index === 0 || /[\s=,;@"'([|]/.test(text[index - 1] as string) || text.slice(index - 2, index) === '//';
}

/** The name of a variable that has an address: one of its words says so, such as those of `DB_HOST` and `brokerUrls`. */
function saysAddress(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => addressWord.test(word));
}

const addressWord = /^(?:db|pg)?(?:host|url|addr|address|server|endpoint|broker)(?:s|es|name)?$/;

function isPrintableLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}
