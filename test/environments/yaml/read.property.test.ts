import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { Data } from '../../../src/environments/yaml/data';
import { readYaml } from '../../../src/environments/yaml/read';
import { anyText } from '../../helpers/arbitrary/any-text';

/** Pieces of YAML in any order: mostly nonsense, often nearly right. */
const soup = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        'null',
        '~',
        '1.10',
        ': ',
        ':',
        '\n',
        '\r\n',
        '  ',
        '\n  ',
        '\n    ',
        '- ',
        '? ',
        '{',
        '}',
        '[',
        ']',
        ', ',
      ],
      ...[
        '"',
        "'",
        ' # c',
        '|\n',
        '>-\n',
        '&x ',
        '*x',
        '!t ',
        '---\n',
        '...\n',
        '<<',
        '__proto__',
        '\uFEFF',
        '\t',
        '%',
        'k: v\n',
      ],
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

/** Reads YAML like `readYaml`, but from the node tree of the parser instead of its tokens. */
function readByNodes(text: string): unknown {
  const walk = (node: unknown): unknown => {
    if (isMap(node))
      return Object.fromEntries(node.items.map(({ key, value }) => [(key as Scalar).source, walk(value)]));
    if (isSeq(node)) return node.items.map(walk);
    if (!isScalar(node)) return null;
    return node.type === 'PLAIN' && /^(?:~|null|Null|NULL)?$/.test(node.source!) ? null : node.source;
  };
  return walk(parseDocument(text, { schema: 'failsafe' }).contents) ?? {};
}

function pathsOf(data: Data, path: (string | number)[] = []): (string | number)[][] {
  if (data === null || typeof data === 'string') return [path];
  const children = Array.isArray(data) ? data.map((child, index) => [index, child] as const) : Object.entries(data);
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

it('never throws, and reports each problem with a position in the text', () => {
  fc.assert(
    fc.property(fc.oneof(soup, anyText()), (text) => {
      const lines = text.split('\n');
      for (const { line, column } of readYaml(text).problems) {
        expect(lines[line - 1]).toBeDefined();
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
      }
    }),
    { numRuns: 400 },
  );
});

it('reads the same data as the parser if it finds no problems', () => {
  let good = 0;
  fc.assert(
    fc.property(soup, (text) => {
      const { data, problems } = readYaml(text);
      if (problems.length > 0) return;
      good += Object.keys(data).length > 0 ? 1 : 0;
      expect(parseDocument(text, { schema: 'failsafe' }).errors).toEqual([]);
      expect(data).toEqual(readByNodes(text));
    }),
    { numRuns: 1000 },
  );
  expect(good).toBeGreaterThan(20);
});

it('finds the positions of all values, in the order of the text', () => {
  fc.assert(
    fc.property(soup, (text) => {
      const { data, problems, positionOf } = readYaml(text);
      if (problems.length > 0) return;
      const places = pathsOf(data)
        .slice(1)
        .map((path) => positionOf(path)!);
      expect(places).not.toContain(undefined);
      const inOrder = [...places].sort((a, b) => a.line - b.line || a.column - b.column);
      expect(Object.keys(data).every((key) => /^\d+$/.test(key)) ? inOrder : places).toEqual(inOrder);
    }),
    { numRuns: 600 },
  );
});
