import fc from 'fast-check';
import { stringify } from 'yaml';
import { withoutCredentials } from '../../src/adoption/credentials';
import { readObjects } from '../../src/adoption/read-objects';
import type { Fields } from '../../src/equivalence';
import { secretTexts } from '../../src/targets/kubernetes/secret-text';
import { deployment } from './objects';

const password = 'correct-horse-battery';

/** Ways to write a password where Kubernetes reads a list of variables, a map of texts or a text. */
const shapes: readonly unknown[] = [
  { DB_PASSWORD: password },
  { DB_PASSWORD: { value: password } },
  [`DB_PASSWORD=${password}`],
  [{ DB_PASSWORD: password }],
  [{ name: 'DB_PASSWORD', value: [password] }],
  [{ name: 'DB_PASSWORD', value: { text: password } }],
  [[{ name: 'DB_PASSWORD', value: password }]],
  [{ name: 'DB_PASSWORD', value: password }],
  `DB_PASSWORD=${password}`,
];

const config = (fields: Fields) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cfg' }, ...fields });
const init = (container: Fields) => {
  const base = deployment('web') as { spec: { template: { spec: Fields } } };
  return { ...base, spec: { template: { spec: { containers: [], initContainers: [{ name: 'i', ...container }] } } } };
};

const places: Readonly<Record<string, (value: unknown) => Fields>> = {
  env: (value) => deployment('web', { env: value }),
  envFrom: (value) => deployment('web', { envFrom: value }),
  args: (value) => deployment('web', { args: value }),
  command: (value) => deployment('web', { command: value }),
  'env of an init container': (value) => init({ env: value }),
  annotations: (value) => config({ metadata: { name: 'cfg', annotations: value } }),
  data: (data) => config({ data }),
  stringData: (stringData) => ({ ...config({ stringData }), kind: 'Secret' }),
  'data of a Secret': (data) => ({ ...config({ data }), kind: 'Secret' }),
  containers: (env) => deployment('web', {}, { template: { spec: { containers: { web: { env } } } } }),
};

test('no shape of a field carries a credential past the search', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(places)),
      fc.constantFrom(...shapes),
      fc.boolean(),
      (place, value, isListed) => {
        const object = places[place]?.(value);
        const text = stringify(isListed ? { apiVersion: 'v1', kind: 'List', items: [object] } : object);
        const { objects, issues } = readObjects(text, 'old.yaml');
        const clean = withoutCredentials(objects).objects;
        expect(JSON.stringify(clean)).not.toContain(password);
        expect(JSON.stringify(issues)).not.toContain(password);
        expect(issues.every(({ code }) => code === 'adopt-unreadable')).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

test('a field of a wrong shape is reported at its own line', () => {
  const text = stringify({ apiVersion: 'v1', kind: 'List', items: [deployment('web', { env: { A: 'x' } })] });
  const line = text.split('\n').findIndex((one) => one.includes('A: x')) + 1;
  expect(readObjects(text, 'old.yaml').issues).toMatchObject([
    {
      code: 'adopt-unreadable',
      location: { line },
      message: expect.stringMatching(/containers\[0\]\.env` of `Deployment\/web` has to be a list/),
    },
  ]);
});

test('the variables of a foreign object are searched if they are a map', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Worker', spec: { env: { DB_PASSWORD: password } } };
  expect(secretTexts(object)).toMatchObject([{ path: ['spec', 'env', 'DB_PASSWORD'] }]);
});
