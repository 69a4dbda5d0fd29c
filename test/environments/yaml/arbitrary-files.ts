import fc from 'fast-check';
import type { Data } from '../../../src/environments/yaml/data';

/** The source text of a value: lines or braces for maps, and raw text for other values. */
type Node = Leaf | MapNode;
export interface Leaf {
  /** The text of the value inside braces, and after a key if it has no `lines`. */
  raw: string;
  lines?: string;
  value: Data;
  /** True if an edit would write the value in the same form. */
  isUsual: boolean;
}
interface MapNode {
  braces: 'tight' | 'spaced' | 'lines' | undefined;
  lastComma: boolean;
  entries: { key: string; rawKey: string; above: string[]; comment: string; node: Node }[];
}

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('v0.3.0', 'latest', 'a b', '1.2.3', 'x/y:z').map((v) => usual(v, v)) },
  { weight: 2, arbitrary: fc.string().map((value) => usual(JSON.stringify(value), value)) },
  { weight: 2, arbitrary: fc.stringMatching(/^[ -~]{0,8}$/).map((v) => usual(`'${v.replaceAll("'", "''")}'`, v)) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('1.10', '0123', '7e12345', 'no', '-x', 'a=b')
      .map((v) => ({ ...usual(v, v), isUsual: false })),
  },
  { weight: 2, arbitrary: fc.constantFrom('', '~', 'null').map((raw) => ({ raw, value: null, isUsual: false })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Leaf>(
      { raw: '[]', value: [], isUsual: false },
      { raw: '[{k: v}]', value: [{ k: 'v' }], isUsual: false },
      { raw: '[a, [b]]', lines: '\n- a\n- - b', value: ['a', ['b']], isUsual: false },
      { raw: '[{a: b, c: }]', lines: '\n  - a: b\n    c:', value: [{ a: 'b', c: null }], isUsual: false },
      { raw: '"x\\n"', lines: '|\n    x', value: 'x\n', isUsual: false },
      { raw: "'x y'", lines: '>-\n    x\n    y', value: 'x y', isUsual: false },
    ),
  },
);
const key = fc.constantFrom('tag', 'apps', 'images', 'wrk', 'a-b', 'a b', '1', 'no', "it's", 'é');
const comment = fc.constantFrom('', '', '', ' # c', '   #x: "{', " # it's");
const above = fc.array(fc.constantFrom('', '#', '# k: v', '#- {', '  '), { maxLength: 2 });
const { node: anyNode } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, mapOf(tie('node'))),
}));
export const file = fc.record({
  root: mapOf(anyNode),
  indent: fc.constantFrom(2, 4),
  eol: fc.constantFrom('\n', '\r\n'),
  bom: fc.constantFrom('', '\uFEFF'),
  head: fc.constantFrom('', '# head\n', '---\n', '\n\n'),
  tail: fc.constantFrom('', '\n', '\n\n# tail', '\n  # tail\n\n'),
});
export const text = fc.oneof(
  fc.constantFrom('v1.0.0', 'v0.3.0', '1.10', 'no', 'null', '', "it's", '"', 'x: y', ' x', 'a #b', 'x\n\ty', '🚀'),
  fc.string({ unit: 'grapheme' }),
);

function usual(raw: string, value: string): Leaf {
  return { raw, value, isUsual: true };
}

function mapOf(node: fc.Arbitrary<Node>): fc.Arbitrary<MapNode> {
  const entry = fc.record({ key, above, comment, node, quoted: fc.boolean() }).map(({ quoted, ...rest }) => {
    return { ...rest, rawKey: quoted ? JSON.stringify(rest.key) : rest.key };
  });
  return fc.record({
    braces: fc.constantFrom(undefined, undefined, undefined, 'tight', 'spaced', 'lines'),
    lastComma: fc.boolean(),
    entries: fc.uniqueArray(entry, { selector: (one) => one.key, maxLength: 4 }),
  });
}

export function render({
  root,
  indent,
  eol,
  bom,
  head,
  tail,
}: typeof file extends fc.Arbitrary<infer T> ? T : never): string {
  const isLines = root.braces === undefined && root.entries.length > 0;
  const body = isLines ? blockLines(root, 0, indent).join('\n') : braces(root, 0);
  return bom + (head + body + tail).replaceAll('\n', eol);
}

function blockLines(map: MapNode, column: number, indent: number): string[] {
  const pad = ' '.repeat(column);
  return map.entries.flatMap(({ rawKey, above, comment, node }) => {
    const lines = above.map((line) => (line.trim() === '' ? line : pad + line));
    if ('raw' in node) {
      const [first, ...rest] = (node.lines ?? node.raw).split('\n');
      return [...lines, `${pad}${rawKey}:${first && ` ${first}`}${comment}`, ...rest.map((line) => pad + line)];
    }
    if (node.braces || node.entries.length === 0)
      return [...lines, `${pad}${rawKey}: ${braces(node, column)}${comment}`];
    return [...lines, `${pad}${rawKey}:${comment}`, ...blockLines(node, column + indent, indent)];
  });
}

function braces({ braces: style, lastComma, entries }: MapNode, column: number): string {
  const comma = (index: number) => (index < entries.length - 1 || lastComma ? ',' : '');
  const inner = entries.map(({ rawKey, node }, index) => {
    return `${rawKey}: ${'raw' in node ? node.raw : braces(node, column)}${comma(index)}`;
  });
  if (entries.length === 0) return style === 'spaced' ? '{ }' : '{}';
  if (style !== 'lines') return style === 'tight' ? `{${inner.join('')}}` : `{ ${inner.join(' ')} }`;
  const pad = ' '.repeat(column);
  const lines = inner.map((line, index) => `\n${pad}    ${line}${entries[index]!.comment}`);
  return `{${lines.join('')}\n${pad}  }`;
}

export function dataOf(node: Node): Data {
  if ('raw' in node) return node.value;
  return Object.fromEntries(node.entries.map(({ key, node }) => [key, dataOf(node)]));
}

interface Place {
  path: string[];
  node: Node;
  parent: MapNode;
  /** True if no enclosing map is written in braces. */
  inLines: boolean;
}

export function placesOf(map: MapNode, path: string[] = [], outside = true): Place[] {
  const inLines = outside && map.braces === undefined;
  return map.entries.flatMap(({ key, node }) => {
    const here = [...path, key];
    return [{ path: here, node, parent: map, inLines }, ...('raw' in node ? [] : placesOf(node, here, inLines))];
  });
}
