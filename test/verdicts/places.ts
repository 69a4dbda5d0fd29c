import { isMap } from '../../src/data/merge';
import { definitionOf } from '../../src/model/coerce';
import { isGroup, isTable, type Properties } from '../../src/model/property';

/**
 * A place of a schema where a user writes a text or a number: the path of the property, with `*` for a key, `[]` for an
 * item, and the type at its end. `labels{key}` are the keys of `labels`.
 */
export type Place = string;

/**
 * The places of properties. Properties, and maps inside of them, that several parents share, such as `command` of all
 * containers, have one place: the first path that leads to them.
 */
export class Places {
  readonly #paths = new Map<unknown, string>();
  readonly all = new Set<Place>();

  /** @param parts the properties of each kind of file or part, by its name */
  constructor(parts: Readonly<Record<string, Properties>>) {
    for (const [name, properties] of Object.entries(parts)) this.#addProperties(properties, name);
  }

  /** Adds the places of a zod schema. Choices, booleans, and what only code can create have none. */
  addSchema(schema: unknown, path: string): void {
    const { type, ...parts } = definitionOf(schema);
    if (wrappers.includes(type)) this.addSchema(parts.innerType, path);
    if (type === 'array') this.addSchema(parts.element, `${path}[]`);
    if (type === 'string' || type === 'number') this.all.add(`${path}: ${type}`);
    if (type === 'union') for (const option of parts.options as unknown[]) this.addSchema(option, path);
    if ((type !== 'record' && type !== 'object') || this.#paths.has(schema)) return;
    this.#paths.set(schema, path);
    if (type === 'record') {
      if (definitionOf(parts.keyType).type === 'string') this.all.add(`${path}{key}`);
      this.addSchema(parts.valueType, `${path}.*`);
    } else
      for (const [name, member] of Object.entries(parts.shape as object)) this.addSchema(member, `${path}.${name}`);
  }

  /** Returns the texts and numbers in a map of properties, each with its place. */
  valuesIn(properties: Properties, values: unknown): [Place, string | number][] {
    if (!isMap(values)) return [];
    return Object.entries(values).flatMap(([name, value]) => {
      const entry = properties[name];
      if (!entry) return [];
      const path = this.#paths.get(entry) as string;
      if (!isGroup(entry)) return this.#valuesIn(entry.schema, value, path);
      if (!isTable(entry)) return this.valuesIn(entry.members, value);
      return Object.entries(isMap(value) ? value : {}).flatMap(([key, row]): [Place, string | number][] => [
        [`${path}{key}`, key],
        ...this.valuesIn(entry.members, row),
      ]);
    });
  }

  #valuesIn(schema: unknown, value: unknown, from: string): [Place, string | number][] {
    const { type, ...parts } = definitionOf(schema);
    const path = this.#paths.get(schema) ?? from;
    if (wrappers.includes(type)) return this.#valuesIn(parts.innerType, value, path);
    if (type === 'union') return (parts.options as unknown[]).flatMap((option) => this.#valuesIn(option, value, path));
    if (typeof value === 'string' || typeof value === 'number') {
      return type === typeof value ? [[`${path}: ${type}`, value]] : [];
    }
    if (Array.isArray(value)) {
      return type === 'array' ? value.flatMap((item) => this.#valuesIn(parts.element, item, `${path}[]`)) : [];
    }
    return Object.entries(isMap(value) ? value : {}).flatMap(([key, inner]): [Place, string | number][] => {
      if (type === 'record') return [[`${path}{key}`, key], ...this.#valuesIn(parts.valueType, inner, `${path}.*`)];
      const member = type === 'object' ? (parts.shape as Readonly<Record<string, unknown>>)[key] : undefined;
      return member ? this.#valuesIn(member, inner, `${path}.${key}`) : [];
    });
  }

  #addProperties(properties: Properties, path: string): void {
    for (const [name, entry] of Object.entries(properties)) {
      if (this.#paths.has(entry)) continue;
      const place = `${path}.${name}`;
      this.#paths.set(entry, place);
      if (!isGroup(entry)) this.addSchema(entry.schema, place);
      else {
        if (isTable(entry)) this.all.add(`${place}{key}`);
        this.#addProperties(entry.members, isTable(entry) ? `${place}.*` : place);
      }
    }
  }
}

const wrappers = ['optional', 'nullable', 'default', 'readonly'];
