import fc from 'fast-check';
import type { AssembledObject } from '../../../src/assembly/application-assembly';
import { inApplyOrder } from '../../../src/targets/yaml/order';

interface Sample {
  readonly kind: string;
  readonly path: string;
  readonly file: string;
  readonly after: readonly string[];
}

const objectsOf = (samples: readonly Sample[]) =>
  samples.map(({ kind, ...rest }) => ({ manifest: { kind }, ...rest })) as unknown as AssembledObject[];

const samples = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('Namespace', 'Service', 'Deployment', 'Queue'),
    path: fc.constantFrom(...'abcdefgh'),
    file: fc.string({ minLength: 1, maxLength: 2 }),
    after: fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 }),
  }),
  { maxLength: 8, selector: ({ path }) => path },
);

test('the first object is the first by kind and file of those that wait for no other, and so is each next one', () => {
  fc.assert(
    fc.property(samples, (list) => {
      const ordered = inApplyOrder(objectsOf(list));
      expect(new Set(ordered).size).toBe(list.length);
      for (const [index, object] of ordered.entries()) {
        const left = ordered.slice(index);
        const open = new Set(left.map(({ path }) => path));
        const isReady = ({ after }: AssembledObject) => !after.some((path) => open.has(path));
        const candidates = left.some(isReady) ? left.filter(isReady) : left;
        const [first] = inApplyOrder(candidates.map((one) => ({ ...one, after: [] })));
        expect([object.manifest.kind, object.file]).toEqual([first?.manifest.kind, first?.file]);
      }
    }),
  );
});

test.each([
  ['in a chain', (index: number) => (index === 0 ? [] : [`path-${index - 1}`])],
  ['in a chain against their names', (index: number) => [`path-${index + 1}`]],
  ['on the same object', (index: number) => (index === 0 ? [] : ['path-0'])],
  ['in a circle', (index: number) => [`path-${(index + 1) % 2000}`]],
])('objects that depend %s are each read a few times, however many there are', (_, after) => {
  let reads = 0;
  const objects = Array.from({ length: 2000 }, (_, index) => ({
    manifest: { kind: 'Service' },
    file: String(index).padStart(5, '0'),
    path: `path-${index}`,
    get after() {
      reads++;
      return after(index);
    },
  }));
  expect(inApplyOrder(objects as unknown as AssembledObject[])).toHaveLength(2000);
  expect(reads).toBeLessThanOrEqual(2 * objects.length);
});
