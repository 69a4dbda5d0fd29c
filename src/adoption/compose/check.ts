import { isMap } from '../../data/merge';
import { suggest } from '../../diagnostics';
import type { Fields } from '../../equivalence/fields';
import { Incomplete } from './incomplete';
import { fileKeys, type Shape, serviceKeys } from './keys';
import type { Notes } from './notes';

const shapes: Readonly<Record<Shape, { readonly test: (value: unknown) => boolean; readonly expected: string }>> = {
  text: { test: isScalar, expected: 'a text' },
  flag: {
    test: (value) => ['true', 'false'].includes(String(value)) && isScalar(value),
    expected: '`true` or `false`',
  },
  number: { test: (value) => isScalar(value) && /^\d{1,9}$/.test(String(value)), expected: 'a whole number' },
  line: { test: (value) => isScalar(value) || isListOf(value, isScalar), expected: 'a text or a list of texts' },
  table: {
    test: (value) => isListOf(value, isScalar) || (isMap(value) && Object.values(value).every(isScalarOrNone)),
    expected: 'a map of texts, or a list of `NAME=VALUE`',
  },
  list: { test: (value) => isListOf(value, (item) => isScalar(item) || isMap(item)), expected: 'a list' },
  map: { test: isMap, expected: 'a map' },
  any: { test: () => true, expected: '' },
};

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Incomplete;
}

function isScalarOrNone(value: unknown): boolean {
  return value === null || isScalar(value);
}

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

/**
 * Returns the services without the settings that Compose refuses. Settings that Kubernetes has no place for are noted.
 */
export function checkedServices(data: Fields, notes: Notes): Record<string, Fields> {
  for (const key of Object.keys(data)) {
    if (!fileKeys.includes(key) && !key.startsWith('x-')) unknown([], key, fileKeys, notes);
  }
  const { services } = data;
  if (!isMap(services)) {
    notes.invalid(['services'], '`services` has to be a map of services', 'write each service under its name');
    return {};
  }
  const entries = Object.entries(services).flatMap(([name, service]): [string, Fields][] => {
    if (/^[A-Za-z0-9._-]{1,255}$/.test(name) && isMap(service)) return [[name, checked(name, service, notes)]];
    const message = isMap(service) ? `\`${name}\` is no name of a service` : `the service \`${name}\` has to be a map`;
    notes.invalid(['services', name], message, 'names have letters, digits, `.`, `_` and `-`; a service is a map');
    return [];
  });
  return Object.fromEntries(entries);
}

function checked(name: string, service: Fields, notes: Notes): Fields {
  const entries = Object.entries(service).filter(([key, value]) => {
    const path = ['services', name, key];
    if (key.startsWith('x-')) return false;
    const known = serviceKeys.get(key);
    if (!known) {
      unknown(['services', name], key, [...serviceKeys.keys()], notes);
      return false;
    }
    if (value === null || value === undefined) return false;
    if (known.why) notes.leave(path, key, known.why);
    if (shapes[known.shape].test(value)) return true;
    notes.invalid(path, `\`${key}\` of \`${name}\` has to be ${shapes[known.shape].expected}`, 'fix the value');
    return false;
  });
  return Object.fromEntries(entries);
}

function unknown(path: readonly string[], key: string, known: readonly string[], notes: Notes): void {
  const where = path.length === 0 ? 'a Compose file' : `the service \`${path[1]}\``;
  const hint = suggest(key, known) ?? 'remove it, or begin its name with `x-`';
  notes.invalid([...path, key], `Compose knows no \`${key}\` in ${where}`, hint);
}
