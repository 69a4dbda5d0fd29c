import fc from 'fast-check';
import { type Group, isGroup, isTable, type Properties, type Property } from '../../../src/model/property';
import { fromSchema } from './from-schema';

export type Values = Readonly<Record<string, unknown>>;

/** How often what may be left out is said, in percent, by its path in the schema. */
export type Density = (path: string) => number;

/**
 * What can be said of properties: all that are required, and some of the others. Rules over
 * several of them are not kept yet, see `shape`.
 */
export function fromProperties(properties: Properties, density: Density, path = ''): fc.Arbitrary<Values> {
  const entries = Object.entries(properties).map(([name, entry]) => {
    const where = path === '' ? name : `${path}.${name}`;
    const value = fromEntry(entry, density, where);
    const isNeeded = !isGroup(entry) && entry.required;
    return [name, isNeeded ? value : sometimes(value, density(where))] as const;
  });
  return fc.record(Object.fromEntries(entries)).map(said);
}

function fromEntry(entry: Property | Group, density: Density, path: string): fc.Arbitrary<unknown> {
  if (!isGroup(entry)) return fromSchema(entry.schema, path);
  const members = fromProperties(entry.members, density, isTable(entry) ? `${path}.*` : path);
  if (!isTable(entry)) return members;
  const key = fromSchema(entry.key, path) as fc.Arbitrary<string>;
  return fc
    .uniqueArray(fc.tuple(key, members), { minLength: 1, maxLength: 2, selector: ([name]) => name })
    .map((found) => Object.fromEntries(found));
}

function sometimes(value: fc.Arbitrary<unknown>, percent: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary: value });
}

function said(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
