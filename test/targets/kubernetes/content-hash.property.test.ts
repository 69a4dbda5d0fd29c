import fc from 'fast-check';
import { contentHash } from '../../../src/targets/kubernetes/content-hash';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

it('the hash does not depend on the order of fields', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(contentHash(reversed(value), 64)).toBe(contentHash(value, 64));
    }),
  );
});

it('the hash changes with every other change of the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const same = contentHash(one, 64) === contentHash(other, 64);
      // The hashes may be equal only if the values differ in nothing but the order of fields.
      if (same) expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
    }),
  );
  expect(contentHash({ a: [1, 2] }, 10)).not.toBe(contentHash({ a: [2, 1] }, 10));
  expect(contentHash({}, 10)).not.toBe(contentHash([], 10));
  expect(contentHash({ a: '1' }, 10)).not.toBe(contentHash({ a: 1 }, 10));
});

it('the hash of a known value never changes, because names of jobs contain it', () => {
  expect(contentHash({ template: { spec: { containers: [{ name: 'a', image: 'b:1' }] } } }, 10)).toBe('5e754795a2');
});
