import { isIPv4, isIPv6 } from 'node:net';

/** Reports whether Kubernetes accepts an IP address: no zone such as `%eth0`, and no IPv4 address as IPv6. */
export function isAddress(text: string): boolean {
  // The first call of `isIPv6` takes milliseconds, and most texts are names.
  return isIPv4(text) || (text.includes(':') && isIPv6(text) && !text.includes('%') && !isMapped(text));
}

/** Reports whether Kubernetes accepts a range of addresses, such as `10.0.0.0/8`. Bits after the prefix must be 0. */
export function isRange(text: string): boolean {
  const [, address = '', size = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  if (!isAddress(address)) return false;
  const bits = bitsOf(address);
  return Number(size) <= bits.length && !bits.slice(Number(size)).includes('1');
}

/** Reports whether a range is part of a larger one. Both are ranges that Kubernetes accepts. */
export function isWithin(range: string, larger: string): boolean {
  const [inner, outer] = [prefixOf(range), prefixOf(larger)];
  if (inner.bits.length !== outer.bits.length || inner.size <= outer.size) return false;
  return inner.bits.startsWith(outer.bits.slice(0, outer.size));
}

interface Prefix {
  readonly bits: string;
  readonly size: number;
}

/** Reports whether an address is unspecified, or is reached only from its own machine or its own network. */
export function isLocalAddress(text: string): boolean {
  const bits = bitsOf(text);
  return local
    .map(prefixOf)
    .some(({ bits: start, size }) => start.length === bits.length && bits.startsWith(start.slice(0, size)));
}

const local = [
  ...['0.0.0.0/32', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/24'],
  ...['::/128', '::1/128', 'fe80::/10', 'ff02::/16'],
];

function prefixOf(range: string): Prefix {
  const [address = '', size = ''] = range.split('/');
  return { bits: bitsOf(address), size: Number(size) };
}

function isMapped(address: string): boolean {
  return /^0{80}1{16}/.test(bitsOf(address));
}

function bitsOf(address: string): string {
  if (isIPv4(address))
    return octets(address)
      .map((octet) => bits(octet, 8))
      .join('');
  const tail = /^(.*:)([\d.]+\.\d+)$/.exec(address);
  const [high = 0, mid = 0, low = 0, last = 0] = tail ? octets(tail[2] as string) : [];
  const text = tail ? `${tail[1]}${hex(high, mid)}:${hex(low, last)}` : address;
  const [before = '', after] = text.split('::');
  const [left, right] = [before, after ?? ''].map((side) => side.split(':').filter((group) => group !== ''));
  const gap = Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => '0');
  return [...(left ?? []), ...gap, ...(right ?? [])].map((group) => bits(Number.parseInt(group, 16), 16)).join('');
}

function octets(address: string): number[] {
  return address.split('.').map(Number);
}

function hex(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}

function bits(value: number, size: number): string {
  return value.toString(2).padStart(size, '0');
}
