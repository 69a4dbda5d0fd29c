import fc from 'fast-check';
import { merge } from '../../src/data/merge';

/** Generates layers of the same shape: a value that is a map in one layer is a map in all layers. */
const json = fc.letrec((tie) => ({
  map: fc
    .tuple(
      fc.dictionary(fc.stringMatching(/^v\w?$/), fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer()))),
      fc.dictionary(fc.stringMatching(/^m\w?$/), fc.oneof({ maxDepth: 4 }, fc.constant({}), tie('map'))),
    )
    .map(([values, maps]) => ({ ...values, ...(maps as object) })),
})).map;

it('is associative for layers of the same shape without removals', () => {
  fc.assert(
    fc.property(json, json, json, (a, b, c) => {
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
    }),
  );
});
