import { fieldsOf } from '../../equivalence/fields';
import { preparing } from '../../model/compose-names';
import type { Project } from './project';

/** The services that become the containers of one pod. */
export interface ComposePod {
  readonly main: string;
  readonly init: readonly string[];
  readonly sidecars: readonly string[];
}

/**
 * Groups the services of a Compose file into pods. A service that uses the network of another service is a sidecar of
 * that service. A service is an init container of another service if its name begins with the name of that service, as
 * in `web.migrate`, and that service waits for it.
 */
export function podsOf({ services, notes }: Project): ComposePod[] {
  const owner = (name: string): { main: string; as: 'init' | 'sidecars' } | undefined => {
    const { network_mode: network } = fieldsOf(services[name]);
    const [, host] = /^(?:service|container):(.+)$/.exec(String(network ?? '')) ?? [];
    if (host !== undefined && Object.hasOwn(services, host)) return { main: host, as: 'sidecars' };
    if (host !== undefined)
      notes.invalid(
        ['services', name, 'network_mode'],
        `\`${name}\` shares the network of \`${host}\`, which is no service here`,
        'compare the name with those of the services',
      );
    const [main = ''] = name.split('.');
    return main !== name && waitsFor(main, name, services) ? { main, as: 'init' } : undefined;
  };
  const names = Object.keys(services);
  const owners = new Map(names.map((name) => [name, owner(name)]));
  return names
    .filter((name) => owners.get(name) === undefined)
    .map((main) => {
      const of = (as: 'init' | 'sidecars') =>
        names.filter((name) => owners.get(name)?.as === as && root(name, owners) === main);
      return { main, init: of('init').filter((name) => name !== `${main}.${preparing}`), sidecars: of('sidecars') };
    });
}

/** The service whose pod a container belongs to. Services that refer to each other in a circle belong to no pod. */
function root(name: string, owners: ReadonlyMap<string, { readonly main: string } | undefined>): string | undefined {
  let at = name;
  for (let step = 0; step <= owners.size; step++) {
    const next = owners.get(at)?.main;
    if (next === undefined) return at;
    at = next;
  }
  return undefined;
}

/** Whether one service waits until another has completed, directly or through services between them. */
function waitsFor(main: string, name: string, services: Project['services']): boolean {
  const seen = new Set<string>();
  const reaches = (from: string): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    const needed = Object.entries(fieldsOf(fieldsOf(services[from]).depends_on));
    return needed.some(
      ([other, how]) =>
        fieldsOf(how).condition === 'service_completed_successfully' && (other === name || reaches(other)),
    );
  };
  return Object.hasOwn(services, main) && reaches(main);
}
