import { z } from 'zod';
import { type Group, isGroup, isTable, type Properties, type Property } from './property';

/** A property that somebody else decides: naming it here is an error of its own, see check.ts. */
export const otherDecider: z.ZodType = z.never().optional();

/** What an application's code may say: required ones must be there; `null` turns a default off. */
export function codeSchema(properties: Properties): z.ZodObject {
  return objectOf(properties, { not: 'deployment', required: true });
}

/** What an environment may set: nothing is required, and `null` removes what a lower layer said. */
export function overlaySchema(properties: Properties): z.ZodObject {
  return objectOf(properties, { not: 'application', required: false });
}

/** All layers together. */
export function valuesSchema(properties: Properties): z.ZodObject {
  return objectOf(properties, { required: true });
}

interface Reading {
  readonly not?: 'deployment' | 'application';
  readonly required: boolean;
}

function objectOf(properties: Properties, reading: Reading): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(properties).map(([name, entry]) => [
        name,
        entrySchema(entry, reading).meta({ description: entry.description }),
      ]),
    ),
  );
}

function entrySchema(entry: Property | Group, reading: Reading): z.ZodType {
  if (isTable(entry)) return z.record(entry.key, objectOf(entry.members, reading).nullable()).nullable().optional();
  if (isGroup(entry)) {
    return concerns(entry, reading) ? objectOf(entry.members, reading).nullable().optional() : otherDecider;
  }
  if (entry.decidedBy === reading.not) return otherDecider;
  return entry.required && reading.required ? entry.schema : entry.schema.nullable().optional();
}

/** Whether any member of the group may be said in this reading. */
function concerns(entry: Property | Group, reading: Reading): boolean {
  if (!isGroup(entry)) return entry.decidedBy !== reading.not;
  return Object.values(entry.members).some((member) => concerns(member, reading));
}
