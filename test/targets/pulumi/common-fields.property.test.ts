import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { merged } from '../../../data/pulumi/merged';
import { commonFields, ownFields } from '../../../src/targets/pulumi/files/common-fields';
import { factsOf, isOfPin, pinFields } from './facts';

const key = fc.constantFrom('a', 'b', 'constructor', '__proto__', ...pinFields);

interface Trees {
  tree: unknown;
  family: unknown[];
}

/**
 * `family` has one value for each of three environments. The values are equal, unlike, or maps and lists of families in
 * which an environment may lack a field or an item, so that values are often equal in some environments or some fields.
 */
const { family } = fc.letrec<Trees>((tie: fc.LetrecTypedTie<Trees>) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, '', 'a', 0, false),
    fc.array(tie('tree'), { maxLength: 2 }),
    fc.dictionary(key, tie('tree'), { noNullPrototype: true, maxKeys: 3 }),
  ),
  family: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('tree').map((tree) => [tree, tree, tree]),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')),
    members(fc.tuple(key, tie('family'), lacking())).map((fields) =>
      transposed(fields, (some) => Object.fromEntries(some)),
    ),
    members(fc.tuple(fc.constant(''), tie('family'), lacking())).map((items) =>
      transposed(items, (some) => some.map(([, value]) => value)),
    ),
  ),
}));

type Member = readonly [key: string, values: unknown[], lacking: readonly number[]];

function members(member: fc.Arbitrary<Member>): fc.Arbitrary<Member[]> {
  return fc.array(member, { minLength: 1, maxLength: 3 });
}

/** The environments that lack a member: mostly none. */
function lacking(): fc.Arbitrary<readonly number[]> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([0, 1, 2]) });
}

/** One map or list for each environment, from the values of each member in all environments. */
function transposed(all: readonly Member[], make: (some: [string, unknown][]) => unknown): unknown[] {
  return [0, 1, 2].map((environment) =>
    make(
      all
        .filter(([, , lacks]) => !lacks.includes(environment))
        .map(([name, values]): [string, unknown] => [name, values[environment]]),
    ),
  );
}

/** What one, two or three environments say of one object. */
const values = fc.tuple(family, fc.integer({ min: 1, max: 3 })).map(([all, count]) => all.slice(0, count));

const runs = { numRuns: 1000 };

test('the common fields merged with the own fields of a value are the value', () => {
  fc.assert(
    fc.property(values, (all) => {
      const common = commonFields(all);
      return all.every((value) => isDeepStrictEqual(merged(common, ownFields(value, common)), value));
    }),
    runs,
  );
});

test('the fields that are equal in all values are common, except those that a pin changes', () => {
  fc.assert(
    fc.property(values, (all) => {
      const [first = [], ...others] = all.map((value) => factsOf(value));
      const shared = first.filter((fact) => others.every((facts) => facts.some((one) => isDeepStrictEqual(one, fact))));
      const expected = shared.filter((fact) => !isOfPin(fact));
      expect(sorted(factsOf(commonFields(all)))).toEqual(sorted(expected));
    }),
    runs,
  );
});

test('the own fields of a value are those that are not common', () => {
  fc.assert(
    fc.property(values, (all) => {
      const common = commonFields(all);
      const isCommon = new Set(sorted(factsOf(common)));
      for (const value of all)
        expect(sorted(factsOf(ownFields(value, common)))).toEqual(
          sorted(factsOf(value)).filter((fact) => !isCommon.has(fact)),
        );
    }),
    runs,
  );
});

function sorted(facts: ReturnType<typeof factsOf>): string[] {
  return facts.map((fact) => JSON.stringify(fact)).sort();
}
