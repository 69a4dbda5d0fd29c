import { type BackingKind, backingOfImage } from '../../source/setup/backing-kinds';
import { imageOf } from './container';
import { tableOf } from './merge';
import { type ComposePort, exposedPorts, publishedPorts } from './ports';
import type { Project } from './project';
import { listOf } from './text';

/** The ports on which known servers listen unless they are configured otherwise. */
const known: Readonly<Record<BackingKind, number>> = {
  redis: 6379,
  postgres: 5432,
  mysql: 3306,
  rabbitmq: 5672,
  mongo: 27_017,
};

/** The ports of a service: those that it publishes on the host, and all those on which other services reach it. */
export interface Reach {
  readonly published: readonly ComposePort[];
  readonly inside: readonly ComposePort[];
}

/**
 * The ports of a service. In Compose, services reach each other on every port. Kubernetes needs a list, so ports that
 * other services name, and the usual port of a known server, are added.
 */
export function reachOf(name: string, project: Project): Reach {
  const service = project.services[name] ?? {};
  const { notes } = project;
  const published = publishedPorts(name, service, notes);
  const said = distinct([...published, ...exposedPorts(name, service, notes)]);
  const inside = said.map(({ published: _, ...port }) => port);
  const named = namedPorts(name, project).filter((port) => !inside.some(({ target }) => target === port));
  const server = backingOfImage(imageOf(name, service, project));
  const usual = inside.length + named.length === 0 && server ? [known[server]] : [];
  for (const port of named) assume(port, 'another service names it with this port');
  for (const port of usual) assume(port, 'its image listens there');
  if (inside.length + named.length + usual.length === 0 && isNeeded(name, project)) {
    const message = `other services depend on \`${name}\`, which opens no port`;
    notes.warn(
      'compose-assumed',
      ['services', name],
      message,
      'if they connect to it, write the port below `expose` and adopt again',
    );
  }
  function assume(port: number, why: string): void {
    const message = `\`${name}\` opens no port ${port}; it was assumed, because ${why}`;
    notes.warn(
      'compose-assumed',
      ['services', name],
      message,
      'write the ports below `expose`, or change `port` of the flow',
    );
  }
  const added = [...named, ...usual].map((target): ComposePort => ({ target, protocol: 'TCP' }));
  return { published: published.filter((port) => port.published !== undefined), inside: [...inside, ...added] };
}

/** Leaves out each port of a container that stood in the list before. */
function distinct(ports: readonly ComposePort[]): ComposePort[] {
  return [...new Map([...ports].reverse().map((port) => [`${port.target}/${port.protocol}`, port])).values()].reverse();
}

/**
 * The ports that the texts of other services name together with this service, as in `redis:6379` and
 * `http://api:8000/`.
 */
function namedPorts(name: string, { services }: Project): number[] {
  const texts = Object.entries(services).flatMap(([other, service]) =>
    other === name
      ? []
      : [...Object.values(tableOf(service.environment)), ...listOf(service.command), ...listOf(service.entrypoint)].map(
          String,
        ),
  );
  const found = texts.flatMap((text) => {
    const ports: number[] = [];
    for (let at = text.indexOf(`${name}:`); at >= 0; at = text.indexOf(`${name}:`, at + 1)) {
      const before = text.charAt(at - 1);
      const [digits] = /^\d{1,5}(?!\d)/.exec(text.slice(at + name.length + 1, at + name.length + 8)) ?? [];
      if (digits !== undefined && !/[\w.-]/.test(before)) ports.push(Number(digits));
    }
    return ports;
  });
  return [...new Set(found)].filter((port) => port > 0 && port <= 65_535);
}

/** Whether another service depends on this one. */
function isNeeded(name: string, { services }: Project): boolean {
  return Object.values(services).some(({ depends_on: needed, links }) =>
    [...listOf(Array.isArray(needed) ? needed : Object.keys(needed ?? {})), ...listOf(links)].some(
      (one) => String(one).split(':')[0] === name,
    ),
  );
}
