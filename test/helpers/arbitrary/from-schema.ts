import fc from 'fast-check';
import type { z } from 'zod';
import { instances, texts } from './pool';

interface Definition {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * Values that a zod schema accepts, drawn from what it is made of.
 * @throws Error with the path, for a schema that no example fits
 */
export function fromSchema(schema: z.ZodType, path: string): fc.Arbitrary<unknown> {
  const known = made.get(schema) ?? newArbitrary(schema, path);
  made.set(schema, known);
  return known;
}

/** A schema stands in many places, and to try all examples takes its time. */
const made = new WeakMap<z.ZodType, fc.Arbitrary<unknown>>();

function newArbitrary(schema: z.ZodType, path: string): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Definition;
  const inner = (name: string) => fromSchema(def[name] as z.ZodType, path);
  switch (def.type) {
    case 'string':
      return examples(schema, path, texts);
    case 'custom':
      return examples(schema, path, instances);
    case 'number':
      return numbers(schema as z.ZodNumber);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries as object));
    case 'literal':
      return fc.constantFrom(...(def.values as unknown[]));
    case 'optional':
      return inner('innerType');
    case 'nullable':
      return fc.option(inner('innerType'), { freq: 8 });
    case 'array':
      return fc.array(inner('element'), { minLength: schema.safeParse([]).success ? 0 : 1, maxLength: 2 });
    case 'union':
      return fc.oneof(...(def.options as z.ZodType[]).map((option) => fromSchema(option, path)));
    case 'record':
      return fc
        .uniqueArray(fc.tuple(inner('keyType') as fc.Arbitrary<string>, inner('valueType')), {
          maxLength: 2,
          selector: ([key]) => key,
        })
        .map((entries) => Object.fromEntries(entries));
    case 'object':
      return fromShape(def.shape as Readonly<Record<string, z.ZodType>>, path);
    default:
      throw new Error(`${path}: nothing is known of how to draw a value of the type ${def.type}`);
  }
}

function fromShape(shape: Readonly<Record<string, z.ZodType>>, path: string): fc.Arbitrary<unknown> {
  const members = Object.entries(shape).map(([name, member]) => [name, fromSchema(member, `${path}.${name}`)] as const);
  const requiredKeys = Object.keys(shape).filter((name) => !shape[name]?.safeParse(undefined).success);
  return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true });
}

function numbers({ minValue, maxValue }: z.ZodNumber): fc.Arbitrary<number> {
  return fc.integer({ min: Math.max(minValue ?? 0, 0), max: Math.min(maxValue ?? 0, 2 ** 31 - 1) });
}

function examples(schema: z.ZodType, path: string, pool: readonly unknown[]): fc.Arbitrary<unknown> {
  const fitting = pool.filter((example) => schema.safeParse(example).success);
  if (fitting.length === 0) throw new Error(`${path}: none of the examples fits; add one to the pool`);
  return fc.constantFrom(...fitting);
}
