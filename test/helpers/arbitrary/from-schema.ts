import fc from 'fast-check';
import type { z } from 'zod';
import { definitionOf, examplesOf, rangeOf } from '../../../src/testing/conformance/samples/examples';

/** Values that a zod schema accepts, drawn from what it is made of. */
export function fromSchema(schema: z.ZodType, path: string): fc.Arbitrary<unknown> {
  const known = made.get(schema) ?? newArbitrary(schema, path);
  made.set(schema, known);
  return known;
}

const made = new WeakMap<z.ZodType, fc.Arbitrary<unknown>>();

function newArbitrary(schema: z.ZodType, path: string): fc.Arbitrary<unknown> {
  const def = definitionOf(schema);
  const inner = (name: string) => fromSchema(def[name] as z.ZodType, path);
  switch (def.type) {
    case 'number':
      return fc.integer(rangeOf(schema as z.ZodNumber));
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
      return fc.constantFrom(...examplesOf(schema, path));
  }
}

function fromShape(shape: Readonly<Record<string, z.ZodType>>, path: string): fc.Arbitrary<unknown> {
  const members = Object.entries(shape).map(([name, member]) => [name, fromSchema(member, `${path}.${name}`)] as const);
  const requiredKeys = Object.keys(shape).filter((name) => !shape[name]?.safeParse(undefined).success);
  return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true });
}
