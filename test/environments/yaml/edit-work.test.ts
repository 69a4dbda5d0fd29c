import { Lexer } from 'yaml';
import { editYaml } from '../../../src/environments/yaml/edit';
import type { YamlEdit } from '../../../src/environments/yaml/yaml-edit';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** How often a text is parsed while it is edited. */
function parses(text: string, edits: readonly YamlEdit[]): number {
  const lex = jest.spyOn(Lexer.prototype, 'lex');
  editYaml(text, edits);
  const count = lex.mock.calls.length;
  lex.mockRestore();
  return count;
}

const pins = (count: number) =>
  numbers(count).flatMap((index): YamlEdit[] => [
    { path: ['flows', `f${index}`, 'tag'], value: 'v2' },
    { path: ['flows', `f${index}`, 'digest'], value: null },
  ]);

test.each([
  ['sets', (_index: number) => `{ tag: v1 }`],
  ['sets and removes', (_index: number) => `{ tag: v1, digest: a }`],
  ['adds', (index: number) => `{ replicas: ${index} }`],
])('a text is parsed as often for 100 edits as for 3: %s', (_, flow) => {
  const text = (count: number) =>
    `flows:\n${numbers(count)
      .map((index) => `  f${index}: ${flow(index)}\n`)
      .join('')}`;
  expect(parses(text(100), pins(100))).toBe(parses(text(3), pins(3)));
});

test('a text is parsed as often for 100 new entries of a map that is missing as for 3', () => {
  expect(parses('a: 1\n', pins(100))).toBe(parses('a: 1\n', pins(3)));
});
