import fc from 'fast-check';
import { stringify } from 'yaml';
import { withoutCredentials } from '../../src/adoption/credentials';
import { readObjects } from '../../src/adoption/read-objects';
import type { Fields } from '../../src/equivalence';
import { deployment } from './objects';

const password = 'correct-horse-battery';
const container = {
  command: ['serve', '--db-password', password],
  args: ['--token', password],
  env: [{ name: 'DB_PASSWORD', value: password }],
};
const web = deployment('web', container);
const config: Fields = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap' },
  metadata: { name: 'web', annotations: { DB_PASSWORD: password } },
  data: { DB_PASSWORD: password },
};

/** Every path of an object to a map, a list or a text. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** The value at a path in another shape that keeps what it contains. */
function reshaped(value: unknown, path: readonly (string | number)[], shape: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return shape(value);
  if (Array.isArray(value)) return value.map((item, at) => (at === Number(step) ? reshaped(item, rest, shape) : item));
  return { ...(value as object), [step]: reshaped((value as Fields)[step], rest, shape) };
}

const shapes: readonly ((value: unknown) => unknown)[] = [
  (value) => (Array.isArray(value) ? Object.assign({}, ...value.map((item, at) => ({ [at]: item }))) : [value]),
  (value) => ({ nested: value }),
  (value) => [[value]],
  (value) => (typeof value === 'string' ? [value, value] : JSON.stringify(value)),
  () => 12345678,
  () => true,
];

test('a credential in a value of any shape is refused with its object, or taken out', () => {
  const object = fc.constantFrom(web, config);
  const anywhere = object.chain((one) => fc.tuple(fc.constant(one), fc.constantFrom(...pathsIn(one).slice(1))));
  fc.assert(
    fc.property(anywhere, fc.constantFrom(...shapes), ([one, path], shape) => {
      const { objects, issues } = readObjects(stringify(reshaped(one, path, shape)), 'old.yaml');
      const { objects: kept } = withoutCredentials(objects);
      expect(JSON.stringify(kept)).not.toContain(password);
      expect(JSON.stringify(issues)).not.toContain(password);
    }),
    { numRuns: 120 },
  );
});

test('a map in the place of a list of variables is named with its path', () => {
  const map = deployment('web', { env: { DB_PASSWORD: password } });
  expect(readObjects(stringify(map), 'old.yaml')).toMatchObject({
    objects: [],
    issues: [
      {
        code: 'adopt-unreadable',
        message: expect.stringContaining('`spec.template.spec.containers[0].env` has to be a list'),
      },
    ],
  });
});
