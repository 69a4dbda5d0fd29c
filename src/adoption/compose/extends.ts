import { isMap, ownValue } from '../../data/merge';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { mergeCompose } from './merge';
import type { Notes } from './notes';

/**
 * Finds a service of another file, and the file that the paths of this service are relative to; undefined if the
 * service does not exist.
 */
export type ReadService = (file: string, service: string) => Fields | undefined;

/** Settings that a service does not get from the one that it extends. */
const notShared = ['depends_on', 'volumes_from', 'extends', 'links', 'network_mode'];

/**
 * Returns the services, each with the settings of the service that it extends.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#extends
 */
export function withExtended(services: Fields, read: ReadService, notes: Notes): Fields {
  const done = new Map<string, Fields>();
  const resolve = (name: string, chain: readonly string[]): Fields => {
    const known = done.get(name);
    if (known) return known;
    const own = fieldsOf(services[name]);
    const base = own.extends === undefined ? {} : baseOf(own.extends, name, [...chain, name]);
    const { extends: _, ...rest } = own;
    const full = fieldsOf(mergeCompose(base, rest));
    done.set(name, full);
    return full;
  };
  const baseOf = (said: unknown, name: string, chain: readonly string[]): Fields => {
    const { service, file } = isMap(said) ? said : { service: said, file: undefined };
    const path = ['services', name, 'extends'];
    const shown = chain.map((one) => `\`${one}\``).join(' → ');
    const found = typeof file === 'string' ? read(file, String(service)) : ownValue(services, String(service));
    if (typeof file !== 'string' && chain.includes(String(service))) {
      notes.invalid(
        path,
        `services extend each other in a circle: ${shown} → \`${String(service)}\``,
        'end the circle',
      );
      return {};
    }
    if (!isMap(found)) {
      const where = typeof file === 'string' ? ` of \`${file}\`` : '';
      const message = `\`${name}\` extends the service \`${String(service)}\`${where}, which does not exist`;
      notes.invalid(path, message, 'compare the name with those of the services');
      return {};
    }
    const base = typeof file === 'string' ? found : resolve(String(service), chain);
    return Object.fromEntries(Object.entries(base).filter(([key]) => !notShared.includes(key)));
  };
  return Object.fromEntries(
    Object.entries(services).map(([name, value]) => [name, isMap(value) ? resolve(name, []) : value]),
  );
}
