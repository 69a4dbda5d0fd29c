import { isMap } from '../../../data/merge';
import { isGroup, isTable, type Properties, type Property } from '../../../model/property';

/** A property by its path in the schema; `*` stands for the names in a table. */
export interface SchemaPath {
  readonly path: readonly string[];
  readonly property: Property;
}

/** Every property of a schema, those of groups and tables included. */
export function schemaPaths(properties: Properties, prefix: readonly string[] = []): SchemaPath[] {
  return Object.entries(properties).flatMap(([name, entry]) => {
    const path = [...prefix, name];
    if (!isGroup(entry)) return [{ path, property: entry }];
    return schemaPaths(entry.members, isTable(entry) ? [...path, '*'] : path);
  });
}

/** Whether a value has something at a path. */
export function says(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (!isMap(value)) return false;
  if (step === '*') return Object.values(value).some((inner) => says(inner, rest));
  return step in value && says(value[step], rest);
}

/** A copy of a value with another value at all places of a path. `undefined` removes the value there. */
export function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, step === '*' || step === key ? replaced(inner, rest, by) : inner] as const,
  );
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}
