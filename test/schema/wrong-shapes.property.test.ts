import fc from 'fast-check';
import { environmentProperties, teamProperties } from '../../src/environments/properties';
import { readEnvironmentSource, readTeamSource } from '../../src/environments/source';
import { definitionOf } from '../../src/model/coerce';
import { overlaySchema } from '../../src/model/compile';

const names: Readonly<Record<string, string>> = { apps: 'shop', flows: 'api', images: 'api' };

/**
 * Returns all paths at which a schema accepts a value, with one key for each map with free keys. A file has one path, so
 * paths into a map that needs several keys are left out: there, the missing keys are errors of their own.
 */
function pathsOf(schema: unknown, path: readonly string[] = []): (readonly string[])[] {
  const { type, innerType, shape, valueType } = definitionOf(schema);
  if (type === 'optional' || type === 'nullable') return pathsOf(innerType, path);
  if (type === 'never') return [];
  const required = Object.values((shape ?? {}) as object).filter((member) => definitionOf(member).type !== 'optional');
  if (required.length > 1) return [path];
  const inner =
    type === 'record'
      ? [[names[path.at(-1) ?? ''] ?? 'a', valueType] as const]
      : Object.entries((shape ?? {}) as object);
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

/** Values in YAML. No property accepts all of them, and most properties accept none. */
const texts = [
  ...['null', 'true', '0', '-1', '1.5', '.nan', '0x10', 'some text', '""', '2026-11-28', `"${'x'.repeat(5000)}"`, '|'],
  ...['[]', '[a]', '[null]', '[[a]]', '[[[]]]', '{}', '{a: b}', '{a: null}', '{a: [b]}', '!!str a', '&a b', '*a'],
  ...['[{a: b}]', '[{}]', '[{name: [x]}]', '{a: {b: c}}', '{1: 2}'],
];

/** A file with a value at a path, each key on a line of its own, and an unknown key at the end. */
function fileWith(path: readonly string[], text: string): string {
  const keys = path.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n');
  return `${keys} ${text}\nunknown: 1\n`;
}

/** Words of the programs that read values, which mean nothing to the reader of a file. */
const internal = /Invalid|ZodError|undefined|NaN|\[object|\/\^/;

test.each([
  ['an environment', overlaySchema(environmentProperties), readEnvironmentSource, []],
  [
    'an application in an environment',
    overlaySchema(teamProperties),
    (text: string, file: string) => readTeamSource(text, file, 'shop'),
    ['apps', 'shop'],
  ],
] as const)(
  'a wrong value in the file of %s is one error at its line, beside other errors',
  (_, schema, read, prefix) => {
    const paths = pathsOf(schema);
    expect(paths.length).toBeGreaterThan(200);
    const anywhere = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...texts));
    fc.assert(
      fc.property(anywhere, ([path, text]) => {
        const { issues } = read(fileWith(path, text), 'a.yaml');
        const own = issues.filter((issue) => issue.path !== [...prefix, 'unknown'].join('.'));
        expect(issues.length - own.length).toBe(1);
        expect(own.length).toBeLessThanOrEqual(1);
        for (const { location, message, severity } of own) {
          expect([severity, location?.line]).toEqual(['error', path.length]);
          expect(message).not.toMatch(internal);
        }
      }),
      { numRuns: 1500 },
    );
  },
);

test.each([
  ['promotesFrom: dev', 'write `[dev]`'],
  ['extends: [dev]', 'write `dev`'],
  ['cluster: campus', 'write `{ context: campus }`'],
  ['apps: { shop: { images: { wrk: v1 } } }', 'write `{ tag: v1 }`'],
  ['apps: { shop: v1 }', undefined],
  ['defaults: { dns: { nameservers: 10.0.0.1 } }', 'write `[10.0.0.1]`'],
])('the hint for `%s` is the right form', (text, hint) => {
  expect(readEnvironmentSource(text, 'a.yaml').issues.map((issue) => issue.hint)).toEqual([hint]);
});

test('no hint offers a list whose item would be wrong too', () => {
  const { issues } = readEnvironmentSource('defaults: { dns: { nameservers: dns.example.org } }', 'a.yaml');
  expect(issues.map(({ hint }) => hint)).toEqual([undefined]);
});

const freeze = (entry: string) => `gates:\n  windows:\n    freeze:\n      - ${entry}\n`;
test.each([
  ['lacks several properties', '{ to: 2026-12-20 }', '`from`, `why` are missing'],
  ['lacks one', '{ from: 2026-12-20, to: 2026-12-20 }', '`why` is missing; expected text'],
  ['has a misspelt one', '{ frm: 2026-12-20, to: 2026-12-20, why: tests }', '`frm` is not a property here'],
  ['has none that is known', '{ a: b }', 'found `{"a":"b"}`; expected a map with `from`, `to`, `why`'],
])('a map that %s is one error at its line', (_, entry, message) => {
  const { issues } = readEnvironmentSource(freeze(entry), 'a.yaml');
  expect(issues.map((issue) => [issue.location?.line, issue.message])).toEqual([[4, message]]);
});
