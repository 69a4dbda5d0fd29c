import fc from 'fast-check';
import type { Fields } from '../../../src/equivalence';
import { adopted, codeOf } from '../adopted';
import { deployment, service } from '../objects';

const sql = { name: 'sql', port: 5432, targetPort: 'sql' };
const metrics = { name: 'metrics', port: 9187, targetPort: 'metrics' };

/** A database whose workload is not called as its Service, and a container that refers to it in the given variables. */
function shop(texts: readonly string[], namespace: string): Fields[] {
  const listed = [sql, metrics].map(({ name, port }) => ({ name, containerPort: port }));
  const env = texts.map((value, index) => ({ name: `URL_${index}`, value }));
  const objects = [
    deployment('database', { ports: listed }),
    service('db', 5432, { ports: [sql, metrics], selector: { app: 'database' } }),
    deployment('web', { env }),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cfg' },
      data: Object.fromEntries(env.map(({ name, value }) => [name, value])),
    },
  ];
  return objects.map((object) => ({ ...object, metadata: { ...(object.metadata as Fields), namespace } }));
}

const fragments = [
  ...['http://db', 'db:5432', 'db.tst:9187', 'db.tst.svc:5432'],
  ...['db', ':', '/', '.', '@', '`', '${', '}', '\\', '\\u', "'", ' ', '\n'],
];
const texts = fc.array(
  fc.array(fc.constantFrom(...fragments), { maxLength: 8 }).map((some) => some.join('')),
  { minLength: 30, maxLength: 60 },
);

test('texts of every form stay what they are, with and without references to flows', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (some) => {
      const plain = ['db', 'http://db:5432/', 'db.tst:9187', ...some];
      const result = await adopted({
        tst: shop(plain, 'tst'),
        prod: shop(
          plain.map((text) => text.replaceAll('.tst', '.prod')),
          'prod',
        ),
      });
      expect(result.differences).toEqual([]);
      // A reference that had another value than the text would be patched.
      expect(codeOf(result)).not.toContain('JsonPatch');
      expect(result.references.filter(({ text }) => plain.slice(0, 3).includes(text)).length).toBeGreaterThanOrEqual(6);
    }),
    { numRuns: 8 },
  );
}, 120_000);
