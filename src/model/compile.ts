import { z } from 'zod';
import { type Group, isAnchored, isGroup, isTable, type Properties, type Property } from './property';

/** The schema of a property that cannot be set here. check.ts reports it as `decided-elsewhere`. */
const otherDecider: z.ZodType = z.never().optional();

/** Where properties are read, which decides what they must be. */
export interface Reading {
  readonly not?: 'deployment' | 'application';
  readonly required: boolean;
  /** Checking values needs no descriptions, and zod copies a schema to add one. @default false */
  readonly isDescribed?: boolean;
}

export const readings = {
  /** Code: required properties must be set, and `null` turns a default off. */
  code: { not: 'deployment', required: true },
  /** Environments: no property is required, and `null` removes the value of lower layers. */
  overlay: { not: 'application', required: false },
  /** The merged values of all layers. */
  values: { required: true },
} as const satisfies Record<string, Reading>;

/** Compiles the schema for environments. */
export function overlaySchema(properties: Properties): z.ZodObject {
  return schemaOf(properties, readings.overlay);
}

/** Compiles the schema for environments from which a JSON Schema is made: with descriptions and names. */
export function describedSchema(properties: Properties): z.ZodObject {
  return schemaOf(properties, { ...readings.overlay, isDescribed: true });
}

/** The compiled schemas. A group that is used in many places, such as a probe, is one definition in the JSON Schema. */
const compiled = new WeakMap<Properties, Map<string, z.ZodObject>>();

/** Compiles the schema of properties. */
export function schemaOf(properties: Properties, reading: Reading): z.ZodObject {
  const readings = compiled.get(properties) ?? new Map<string, z.ZodObject>();
  compiled.set(properties, readings);
  const key = `${reading.not}/${reading.required}/${reading.isDescribed}`;
  const schema = readings.get(key) ?? newObject(properties, reading);
  readings.set(key, schema);
  return schema;
}

function newObject(properties: Properties, reading: Reading): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(properties).map(([name, entry]) => {
        const schema = entrySchema(entry, reading);
        return [name, reading.isDescribed ? schema.meta({ description: entry.description }) : schema];
      }),
    ),
  );
}

function entrySchema(entry: Property | Group, reading: Reading): z.ZodType {
  if (isTable(entry)) return z.record(entry.key, schemaOf(entry.members, reading).nullable()).nullable().optional();
  if (isGroup(entry)) {
    if (!concerns(entry, reading)) return otherDecider;
    const schema = groupSchema(entry, reading);
    return (reading.not === 'application' && isAnchored(entry) ? schema : schema.nullable()).optional();
  }
  if (entry.decidedBy === reading.not) return otherDecider;
  return entry.required && reading.required ? entry.schema : entry.schema.nullable().optional();
}

/** Compiles a group. A group with a name becomes a definition in the JSON Schema. */
function groupSchema({ name, members }: Group, reading: Reading): z.ZodObject {
  const schema = schemaOf(members, reading);
  if (!name || !reading.isDescribed) return schema;
  const known = named.get(schema) ?? schema.meta({ id: name });
  named.set(schema, known);
  return known;
}

const named = new WeakMap<z.ZodObject, z.ZodObject>();

/** Reports whether the property, or any member of the group, can be set in this reading. */
export function concerns(entry: Property | Group, reading: Reading): boolean {
  if (!isGroup(entry)) return entry.decidedBy !== reading.not;
  return Object.values(entry.members).some((member) => concerns(member, reading));
}
