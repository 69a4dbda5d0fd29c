import { isMap } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import type { Fields } from '../../equivalence/fields';
import type { Notes } from './notes';
import { listOf } from './text';

/** A port of a container. */
export interface ComposePort {
  readonly target: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The port of the host. Undefined if only other services reach the port. */
  readonly published?: number;
  readonly name?: string;
  readonly appProtocol?: string;
}

/** The largest number of ports in a range. Nobody wants a Service with a longer list. */
const mostPorts = 100;

/** Reads the ports that a service publishes on the host. */
export function publishedPorts(name: string, service: Fields, notes: Notes): ComposePort[] {
  const path = ['services', name, 'ports'];
  return listOf(service.ports).flatMap((port, index) => {
    if (port === '') return [];
    const at = [...path, index];
    const read = isMap(port) ? longPort(port) : shortPort(String(port));
    if (read.ports === undefined) {
      notes.invalid(
        at,
        `\`${shown(port)}\` of \`${name}\` is no port: ${read.fault}`,
        'write `"8080:80"`; ports are 1 to 65535',
      );
      return [];
    }
    return read.ports.map((one) => localOnly(one, read.address, name, at, notes));
  });
}

/** Reads the ports on which only other services reach a service. */
export function exposedPorts(name: string, service: Fields, notes: Notes): ComposePort[] {
  return listOf(service.expose).flatMap((port, index) => {
    // A variable without a value leaves an empty text here, and was reported before.
    if (port === '') return [];
    const { ports } = shortPort(String(port));
    if (ports && !String(port).includes(':')) return ports;
    notes.invalid(
      ['services', name, 'expose', index],
      `\`${shown(port)}\` of \`${name}\` is no port`,
      'ports are 1 to 65535',
    );
    return [];
  });
}

interface ReadPorts {
  readonly ports?: ComposePort[];
  readonly address?: string | undefined;
  readonly fault?: string;
}

/**
 * Reads the short form of a port: `80`, `8080:80`, `127.0.0.1:8080:80` or `5000-5002:6000-6002`, each also with `/udp`.
 */
function shortPort(text: string): ReadPorts {
  const [, address, host, target = '', protocol = 'tcp'] =
    /^(?:(?:(\[[0-9a-fA-F:]{2,45}\]|[0-9.]{7,15}):)?([0-9-]{0,11}):)?([0-9-]{1,11})(?:\/([a-z]{3,4}))?$/.exec(text) ??
    [];
  const targets = range(target);
  const published = host === undefined || host === '' ? [] : range(host);
  const fault = 'it has another form';
  if (!targets || !published || !['tcp', 'udp', 'sctp'].includes(protocol)) return { fault };
  // If the host has a range for one port of the container, Docker takes the first free port of the range.
  if (published.length > 0 && published.length !== targets.length && targets.length > 1)
    return { fault: 'the two ranges have different lengths' };
  if (targets.length > mostPorts) return { fault: `a Service has at most ${mostPorts} ports` };
  return {
    address,
    ports: targets.map((one, index) => ({
      target: one,
      protocol: protocol.toUpperCase() as ComposePort['protocol'],
      ...(published[index] !== undefined && { published: published[index] }),
    })),
  };
}

function longPort({
  target,
  published,
  protocol = 'tcp',
  host_ip: address,
  name,
  app_protocol: appProtocol,
}: Fields): ReadPorts {
  const host = published === undefined || published === null || published === '' ? '' : `${String(published)}:`;
  const read = shortPort(`${host}${String(target)}/${String(protocol)}`);
  const more = { ...(typeof name === 'string' && { name }), ...(typeof appProtocol === 'string' && { appProtocol }) };
  return {
    ...read,
    ...(typeof address === 'string' && { address }),
    ...(read.ports && { ports: read.ports.map((one) => ({ ...one, ...more })) }),
  };
}

/**
 * Leaves out a port that only the host itself reaches, and notes it. If it were published, every node would publish it
 * to everybody.
 */
function localOnly(
  port: ComposePort,
  address: string | undefined,
  name: string,
  path: ValuePath,
  notes: Notes,
): ComposePort {
  if (address === undefined || address === '0.0.0.0' || address === '[::]' || address === '::') return port;
  const { published, ...inside } = port;
  const hint = `\`kubectl port-forward deployment/${name} ${published ?? ''}:${port.target}\` reaches it; \`expose: nodePort\` publishes it`;
  notes.leave(path, `the port ${port.target} on ${address}`, hint);
  return inside;
}

/** The numbers of a range such as `80` or `80-82`; undefined if the text is no such range. */
function range(text: string): number[] | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 1 && to <= 65_535 && from <= to)) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function shown(port: unknown): string {
  return (typeof port === 'object' ? JSON.stringify(port) : String(port)).slice(0, 100);
}
