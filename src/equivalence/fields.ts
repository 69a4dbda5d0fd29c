import { isMap } from '../data/merge';

/** A map of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** The items of a list as maps; an empty list for any other value. */
export function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Adds defaults for fields that are not set. */
export function withDefaults(fields: Fields, defaults: Fields): Fields {
  return { ...defaults, ...fields };
}

/** Changes the map at a key. Nothing changes if there is no map. */
export function change(fields: Fields, key: string, edit: (inner: Fields) => unknown): Fields {
  const inner = fields[key];
  return isMap(inner) ? { ...fields, [key]: edit(inner) } : fields;
}

/** Changes the map at each of several keys. */
export function changeAll(fields: Fields, keys: readonly string[], edit: (inner: Fields) => unknown): Fields {
  return keys.reduce((changed, key) => change(changed, key, edit), fields);
}

/** Changes each map of the list at a key. Nothing changes if there is no list. */
export function changeEach(fields: Fields, key: string, edit: (inner: Fields) => unknown): Fields {
  const list = fields[key];
  return Array.isArray(list) ? { ...fields, [key]: list.map((inner) => (isMap(inner) ? edit(inner) : inner)) } : fields;
}

/** Changes the map at a path. Nothing changes if there is no map. */
export function changeAt(fields: Fields, path: readonly string[], edit: (inner: Fields) => Fields): Fields {
  const [key, ...rest] = path;
  return key === undefined ? edit(fields) : change(fields, key, (inner) => changeAt(inner, rest, edit));
}

/** Leaves out the fields with these keys that are `{}` or `[]`. */
export function withoutEmpty(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => !keys.includes(key) || !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

/** The map without some of its keys. */
export function without(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}
