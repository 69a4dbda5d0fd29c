import { isIPv4 } from 'node:net';
import { labelValueForm, labelValuePattern, qualifiedNamePattern } from '../../../../kubernetes/label-value';
import { dnsLabelPattern, objectNamePattern } from '../../../../kubernetes/object-name';
import { isAddress, isRange } from '../../../../model/addresses';
import { all, each, isMet, keys, type Limit, textThat } from './limit';

/** A text that matches a pattern. */
function matching(pattern: RegExp, expected: string): Limit {
  return textThat((text) => pattern.test(text), expected);
}

export const labelName = matching(dnsLabelPattern, 'at most 63 of a-z, 0-9 and `-`, not at either end');
/** A name with a letter first. Older versions of Kubernetes want it for a Service. */
export const nameFromLetter = matching(
  /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  'at most 63 of a-z, 0-9 and `-`, a letter first, no `-` at the end',
);
export const objectName = matching(objectNamePattern, 'at most 253 of a-z, 0-9, `-` and `.`, not at either end');
export const qualifiedName = matching(qualifiedNamePattern, 'a name such as team or example.org/team');
export const labelValue = matching(labelValuePattern, labelValueForm);
export const labels = all(keys(qualifiedName), each(labelValue));
export const annotations = keys(
  textThat((key) => qualifiedNamePattern.test(key.toLowerCase()), 'a name such as team or example.org/team'),
);

export const portName = matching(
  /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
  'a port name: at most 15 of a-z, 0-9 and `-`, with a letter, no `-` at either end and no `--`',
);
export const variableName = matching(/^[ -<>-~]+$/, 'printable ASCII characters without `=`');
export const configKey = matching(
  /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/,
  'a key of at most 253 letters, digits, `-`, `_` and `.`',
);
export const headerName = matching(/^[-A-Za-z0-9]+$/, 'the name of a header: letters, digits and `-`');
export const address = textThat(isAddress, 'an IP address such as 10.0.0.1 or 2001:db8::1');
/** An address as Kubernetes writes it. */
export const shortAddress = textThat(
  (text) => isAddress(text) && (isIPv4(text) || new URL(`http://[${text}]`).hostname === `[${text}]`),
  'an IP address in its short form, such as 2001:db8::1',
);
export const addressRange = textThat((text) => isRange(text.trim()), 'a range of addresses such as 10.0.0.0/8');
const isHost = (text: string) => objectNamePattern.test(text.replace(/^\*\./, ''));
export const host = textThat((text) => isHost(text) && !isAddress(text), 'a host name such as www.example.org');
/** The name in a certificate. */
export const certifiedHost = textThat(isHost, 'a host name such as www.example.org');
/** A path below the folder of a volume. */
export const descendingPath = textThat(
  (path) => !path.startsWith('/') && !path.split('/').includes('..'),
  'a relative path without `..`',
);
/** The path of a file that a volume gets. Kubernetes keeps names that start with `..` for itself. */
export const filePath = textThat(
  (path) => !/^(\/|\.\.)/.test(path) && !path.split('/').includes('..'),
  'a relative path without `..`, which does not start with it either',
);
export const pathWithoutSteps = textThat((path) => !path.split('/').includes('..'), 'a path without `..`');
export const searchDomain = matching(
  /^(?=.{1,253}$)(\.|[a-z0-9_]([-a-z0-9_]*[a-z0-9])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9])?)*\.?)$/,
  'a domain such as shop.example.org',
);
/** A part of a label or an annotation in a path of a field. */
export const subscript = /^metadata\.(labels|annotations)\['([^']+)'\]$/;

export const isQualified = (text: string): boolean => qualifiedNamePattern.test(text);

/** A part of the path of an address, such as the name of a role. */
export const pathSegment = textThat(
  (name) => !/[/%]/.test(name) && name !== '.' && name !== '..',
  'a name without `/` and `%`',
);

/** A name like that of a kind, with capital letters. */
export const kindName = textThat(
  (name) => isMet(nameFromLetter, name.toLowerCase()),
  'at most 63 letters, digits and `-`, a letter first, no `-` at the end',
);
/** A name such as example.org/disks, with capital letters in its prefix too. */
export const driverName = textThat((name) => isQualified(name.toLowerCase()), 'a name such as example.org/disks');
/** A name such as example.org with at least some parts. */
export function domain(parts: number): Limit {
  const example = ['org', 'example', 'www'].slice(0, parts).reverse().join('.');
  return textThat(
    (name) => objectNamePattern.test(name) && name.split('.').length >= parts,
    `a name such as ${example}`,
  );
}
/** A domain and a path with `/` between them, such as example.org/ingress. */
export const domainPath = textThat((name) => {
  const [, prefix = '', path = ''] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  return name.length <= 250 && objectNamePattern.test(prefix) && /^[\w%./:&=+$,~!*'();-]+$/.test(path);
}, 'a name such as example.org/ingress');
