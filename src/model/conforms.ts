import type { z } from 'zod';
import { isMap } from '../data/merge';
import { check } from './check';
import { concerns, type Reading, schemaOf } from './compile';
import { type Group, isAnchored, isGroup, isTable, type Properties, type Property } from './property';
import type { SchemaViolation } from './schema-violation';

/**
 * Checks data as `check` does with the schema of the properties. Most data is valid, and what is absent needs no schema:
 * to make the schemas of all maps of a flow, and to ask each of them, takes a tenth of a small synthesis. So they are
 * made only for data in which something may be wrong.
 */
export function violationsOf(properties: Properties, reading: Reading, data: unknown): readonly SchemaViolation[] {
  return conforms(properties, reading, data) ? [] : check(schemaOf(properties, reading), data).violations;
}

/**
 * Whether data is valid without doubt. False does not mean that it is wrong: only the schema tells that.
 *
 * @see schemaOf, which says the same for zod
 */
export function conforms(properties: Properties, reading: Reading, data: unknown): boolean {
  if (!isMap(data)) return false;
  const isKnown = Object.keys(data).every((key) => Object.hasOwn(properties, key));
  return isKnown && Object.entries(properties).every(([name, entry]) => entryConforms(entry, reading, data[name]));
}

function entryConforms(entry: Property | Group, reading: Reading, value: unknown): boolean {
  if (isTable(entry)) return isAbsent(value) || tableConforms(entry.key, entry.members, reading, value);
  if (!concerns(entry, reading)) return value === undefined;
  if (isGroup(entry)) {
    if (value === null) return !(reading.not === 'application' && isAnchored(entry));
    return value === undefined || conforms(entry.members, reading, value);
  }
  return (isAbsent(value) && !(entry.required && reading.required)) || accepts(entry.schema, value);
}

function tableConforms(key: z.ZodType<string>, members: Properties, reading: Reading, value: unknown): boolean {
  if (!isMap(value)) return false;
  return Object.entries(value).every(
    ([name, member]) => accepts(key, name) && (member === null || conforms(members, reading, member)),
  );
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function accepts(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value, { jitless: true }).success;
}
