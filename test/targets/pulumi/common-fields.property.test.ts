import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { merged } from '../../../data/pulumi/merged';
import { commonFields, ownFields } from '../../../src/targets/pulumi/files/common-fields';

/** Small trees with few names and values, so that values have much in common, or only nearly so. */
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, '', 'a', 0, false),
    fc.array(tie('tree'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'constructor', '__proto__'), tie('tree'), { noNullPrototype: true }),
  ),
}));

test('the common fields merged with the own fields of a value are the value', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), (values) => {
      const common = commonFields(values);
      return values.every((value) => isDeepStrictEqual(merged(common, ownFields(value, common)), value));
    }),
    { numRuns: 2000 },
  );
});

test('no field of a pin is common, at any depth', () => {
  const pods = fc.array(fc.record({ image: fc.constantFrom('a:v1', 'a:v2'), name: fc.constantFrom('x', 'y') }), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      fc.array(fc.record({ labels: fc.record({ 'app.kubernetes.io/version': fc.constant('v1') }), pods }), {
        minLength: 1,
        maxLength: 3,
      }),
      (values) => {
        const text = JSON.stringify(commonFields(values)) ?? '';
        return !text.includes('image') && !text.includes('version');
      },
    ),
  );
});

test('a field that is equal in all values is among the common ones, and is not repeated', () => {
  const own = fc.record({ a: tree, b: tree });
  fc.assert(
    fc.property(own, own, tree, (one, other, shared) => {
      const values = [one, other].map((value) => ({ ...value, shared }));
      const common = commonFields(values);
      const rests = values.map((value) => ownFields(value, common) ?? {});
      return (
        isDeepStrictEqual(Object(common).shared, shared) &&
        rests.every((rest) => !Object.hasOwn(Object(rest), 'shared'))
      );
    }),
  );
});
