import fc from 'fast-check';
import { check, violationsOfSet } from '../../src/model/check';
import { codeSchema, valuesSchema } from '../../src/model/compile';
import { flowKinds } from '../../src/model/flow-kinds';
import { kinds } from '../../src/model/kinds';

const names = [...new Set(Object.values(kinds).flatMap((properties) => Object.keys(properties)))];
const values = fc.constantFrom<unknown>('example/api', 8080, true, null, undefined, {}, { size: '1Gi' }, ['a']);
const maps = fc.dictionary(fc.constantFrom(...names, 'imge', '__proto__'), values, { maxKeys: 6 });

test('a map of few properties has the same problems as with the whole schema, however often its names occur', () => {
  fc.assert(
    fc.property(fc.constantFrom(...flowKinds), fc.boolean(), maps, (kind, isCode, map) => {
      const schema = isCode ? codeSchema(kinds[kind]) : valuesSchema(kinds[kind]);
      const { violations } = check(schema, map);
      for (let use = 0; use < 25; use++) expect(violationsOfSet(schema, map)).toEqual(violations);
    }),
  );
});
