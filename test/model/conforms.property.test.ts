import fc from 'fast-check';
import { gateProperties } from '../../src/environments/gate-properties';
import { check } from '../../src/model/check';
import { readings, schemaOf } from '../../src/model/compile';
import { conforms } from '../../src/model/conforms';
import { kinds } from '../../src/model/kinds';
import { configProperties, sharedProperties, sharedVolumeProperties } from '../../src/model/parts';
import { type Group, isGroup, isTable, type Properties, type Property } from '../../src/model/property';

/** Plain data. Whether an instance of a class conforms is left to the schema. */
const values: readonly unknown[] = [
  ...[
    'a',
    'a:1',
    '/a',
    '1Gi',
    '100m',
    '8s',
    '*/5 * * * *',
    'a.example.org',
    '',
    'A b',
    'sha256:0',
    0,
    1,
    80,
    8080,
    -1,
    0.5,
  ],
  ...[true, false, [], ['a'], [1], [null], {}, { a: 'a' }, { a: null }, null, undefined],
];

/** Data in which most values are valid, so that much of it is valid as a whole. */
function dataOf(properties: Properties): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, entry]) => {
    const isRequired = !isGroup(entry) && entry.required;
    return fc
      .tuple(fc.nat(isRequired ? 40 : 12), valueFor(entry))
      .map(([chance, value]) => ((isRequired ? chance > 0 : chance === 0) ? { [name]: value } : {}));
  });
  const unknown = fc.nat(60).map((chance) => (chance === 0 ? { unknown: 1 } : {}));
  return fc.tuple(...members, unknown).map((parts) => Object.assign({}, ...parts) as unknown);
}

function valueFor(entry: Property | Group): fc.Arbitrary<unknown> {
  const anything = { weight: 2, arbitrary: fc.oneof(fc.constantFrom(...values), fc.constant(null)) };
  if (isTable(entry)) {
    const named = fc.dictionary(fc.constantFrom('a', 'b-1', 'Not a name'), fc.option(dataOf(entry.members)), {
      maxKeys: 2,
    });
    return fc.oneof({ weight: 10, arbitrary: named }, anything);
  }
  if (isGroup(entry)) return fc.oneof({ weight: 10, arbitrary: dataOf(entry.members) }, anything);
  const accepted = values.filter((value) => entry.schema.safeParse(value).success);
  return accepted.length > 0
    ? fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...accepted) }, anything)
    : anything.arbitrary;
}

const subjects: Readonly<Record<string, Properties>> = {
  ...kinds,
  gates: gateProperties,
  shared: sharedProperties,
  config: configProperties,
  volume: sharedVolumeProperties,
};

test.each([new Date(0), new Map(), [], 'text', 1, null, undefined])('%p conforms to no properties', (data) => {
  expect(conforms({}, readings.code, data)).toBe(false);
});

test.each(Object.keys(subjects).flatMap((name) => Object.keys(readings).map((reading) => [name, reading] as const)))(
  'data of %s in %s conforms exactly if its schema finds nothing',
  (name, reading) => {
    const properties = subjects[name] as Properties;
    const read = readings[reading as keyof typeof readings];
    const schema = schemaOf(properties, read);
    const found = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(dataOf(properties), fc.constantFrom(...values)), (data) => {
        const isValid = check(schema, data).violations.length === 0;
        expect(conforms(properties, read, data)).toBe(isValid);
        found.add(isValid);
      }),
      { numRuns: 30 },
    );
    expect(found.size).toBe(2);
  },
);

/** Maps with one value each, for every property, group and table. */
function singles(properties: Properties): unknown[] {
  return Object.entries(properties).flatMap(([name, entry]) => {
    const inner = isGroup(entry) ? singles(entry.members) : values;
    const maps = isTable(entry) ? inner.map((one) => ({ a: one })) : inner;
    return [null, {}, [], ...maps].map((value) => ({ [name]: value }));
  });
}

test.each(Object.keys(subjects))(
  'each single value of %s in an environment conforms if its schema finds nothing',
  (name) => {
    const properties = subjects[name] as Properties;
    const schema = schemaOf(properties, readings.overlay);
    const conforming = singles(properties).filter((data) => conforms(properties, readings.overlay, data));
    const valid = singles(properties).filter((data) => check(schema, data).violations.length === 0);
    expect(conforming).toEqual(valid);
  },
);
