import fc from 'fast-check';
import { editYaml } from '../../../src/environments/yaml/edit';
import { readers } from '../../targets/yaml/readers';
import { text } from './arbitrary-files';

it('writes text that all YAML readers read as the same text', () => {
  const numeric = fc.stringMatching(/^[-+]?[0-9][-0-9a-fxoe_.:T+]{0,8}$/);
  const word = fc.constantFrom(
    'y',
    'No',
    'ON',
    'off',
    'True',
    'NULL',
    'Null',
    '~',
    '=',
    '<<',
    '.inf',
    '.NaN',
    '-',
    '?',
    '!',
    '&a',
  );
  fc.assert(
    fc.property(fc.oneof(numeric, word, text), (value) => {
      const lines = editYaml('', [
        { path: ['a'], value },
        { path: ['b', 'c'], value },
      ]);
      const inBraces = editYaml("{a: '', b: {c: x}}\n", [
        { path: ['a'], value },
        { path: ['b', 'c'], value },
      ]);
      for (const { name, read } of readers) {
        expect([name, read(lines), read(inBraces)]).toEqual([name, ...Array(2).fill([{ a: value, b: { c: value } }])]);
      }
    }),
    { numRuns: 400 },
  );
});
