import type { z } from 'zod';
import { instances, texts } from './pool';

/** The part of a zod schema's definition from which values are created. */
export interface Definition {
  readonly type: string;
  readonly [field: string]: unknown;
}

export function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/**
 * Values that represent everything that a zod schema accepts: every option, both ends of a range, every text of the
 * pool that is valid, and each example of each member of an object.
 * @throws Error with the path, for a schema that no example fits
 */
export function examplesOf(schema: z.ZodType, path: string): readonly unknown[] {
  const known = made.get(schema) ?? newExamples(schema, path);
  made.set(schema, known);
  return known;
}

/** The examples of each schema, because a schema is used in many places and trying the whole pool is slow. */
const made = new WeakMap<z.ZodType, readonly unknown[]>();

function newExamples(schema: z.ZodType, path: string): readonly unknown[] {
  const def = definitionOf(schema);
  const inner = (name: string) => examplesOf(def[name] as z.ZodType, path);
  switch (def.type) {
    case 'string':
      return fitting(schema, path, texts);
    case 'custom':
      return fitting(schema, path, instances);
    case 'number':
      return Object.values(rangeOf(schema as z.ZodNumber));
    case 'boolean':
      return [true, false];
    case 'enum':
      return Object.values(def.entries as object);
    case 'literal':
      return def.values as unknown[];
    case 'optional':
      return inner('innerType');
    case 'nullable':
      return [...inner('innerType'), null];
    case 'array':
      return inner('element').map((element) => [element]);
    case 'union':
      return (def.options as z.ZodType[]).flatMap((option) => examplesOf(option, path));
    case 'record':
      return inner('valueType').map((value) => ({ [String(inner('keyType')[0])]: value }));
    case 'object':
      return objects(def.shape as Readonly<Record<string, z.ZodType>>, path);
    default:
      throw new Error(`${path}: no example can be created for the zod type \`${def.type}\``);
  }
}

/** The smallest and the largest number that is tried. */
export function rangeOf({ minValue, maxValue }: z.ZodNumber): { min: number; max: number } {
  return { min: Math.max(minValue ?? 0, 0), max: Math.min(maxValue ?? 0, 2 ** 31 - 1) };
}

function fitting(schema: z.ZodType, path: string, pool: readonly unknown[]): readonly unknown[] {
  const found = pool.filter((example) => schema.safeParse(example).success);
  if (found.length === 0) throw new Error(`${path}: no example in the pool is valid; add one to the pool`);
  return found;
}

/** One object for each example of each member, together with the first example of each required member. */
function objects(shape: Readonly<Record<string, z.ZodType>>, path: string): object[] {
  const members = Object.entries(shape).map(([name, member]) => [name, examplesOf(member, `${path}.${name}`)] as const);
  const required = members.filter(([name]) => !shape[name]?.safeParse(undefined).success);
  const least = Object.fromEntries(required.map(([name, examples]) => [name, examples[0]]));
  return members.flatMap(([name, examples]) => examples.map((example) => ({ ...least, [name]: example })));
}
