import { isMap } from '../data/merge';

/** A map of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** A list of maps; nothing where it is none. */
export function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The fields with these where nothing is written. */
export function withDefaults(fields: Fields, defaults: Fields): Fields {
  return { ...defaults, ...fields };
}

/** The fields with a changed map at a key, where there is one. */
export function change(fields: Fields, key: string, edit: (inner: Fields) => unknown): Fields {
  const inner = fields[key];
  return isMap(inner) ? { ...fields, [key]: edit(inner) } : fields;
}

/** The same, a map for each of several keys. */
export function changeAll(fields: Fields, keys: readonly string[], edit: (inner: Fields) => unknown): Fields {
  return keys.reduce((changed, key) => change(changed, key, edit), fields);
}

/** The fields with each map of a list changed, where there is a list. */
export function changeEach(fields: Fields, key: string, edit: (inner: Fields) => unknown): Fields {
  const list = fields[key];
  return Array.isArray(list) ? { ...fields, [key]: list.map((inner) => (isMap(inner) ? edit(inner) : inner)) } : fields;
}

/** The fields with the map that a path leads to changed, where there is one. */
export function changeAt(fields: Fields, path: readonly string[], edit: (inner: Fields) => Fields): Fields {
  const [key, ...rest] = path;
  return key === undefined ? edit(fields) : change(fields, key, (inner) => changeAt(inner, rest, edit));
}

/** The fields without those of these keys that are `{}` or `[]`. */
export function withoutEmpty(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => !keys.includes(key) || !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}
