import { z } from 'zod';
import { isMap } from '../data/merge';

/** The part of a schema for the same names of properties, made when they occur often enough to be worth it. */
interface Part {
  uses: number;
  schema?: z.ZodObject;
}

const fewUses = 20;
const parts = new WeakMap<z.ZodObject, Map<string, Part>>();

/**
 * Returns the part of a schema that a map needs: the properties that it sets, and those that must be set. A map that
 * matches the part matches the schema. Zod visits each property of a schema, and a flow sets a tenth of them.
 * Undefined if the schema itself has to be used.
 */
export function schemaOfSet(schema: z.ZodType, map: unknown): z.ZodObject | undefined {
  if (!(schema instanceof z.ZodObject) || !isMap(map)) return undefined;
  const known = parts.get(schema) ?? new Map<string, Part>();
  parts.set(schema, known);
  const names = Object.keys(map).join(' ');
  const part = known.get(names) ?? { uses: 0 };
  known.set(names, part);
  part.uses += 1;
  if (part.uses > fewUses) part.schema ??= partOf(schema, map);
  return part.schema;
}

function partOf({ shape }: z.ZodObject, map: Readonly<Record<string, unknown>>): z.ZodObject {
  const needed = Object.entries(shape).filter(
    ([name, { _zod }]) => Object.hasOwn(map, name) || _zod.optin !== 'optional',
  );
  return z.strictObject(Object.fromEntries(needed));
}
