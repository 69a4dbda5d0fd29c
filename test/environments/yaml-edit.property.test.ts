import fc from 'fast-check';
import { editYaml } from '../../src/environments/yaml-edit';
import { type Data, readYaml } from '../../src/environments/yaml-read';
import { readers } from '../targets/yaml/readers';

/** A value as it is written: lines or braces for maps, raw text for the rest. */
type Node = Leaf | MapNode;
interface Leaf {
  /** How it is written in braces, and after a key if it has no `lines`. */
  raw: string;
  lines?: string;
  value: Data;
  /** Whether an edit would write the value as it stands here. */
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
const file = fc.record({
  root: mapOf(anyNode),
  indent: fc.constantFrom(2, 4),
  eol: fc.constantFrom('\n', '\r\n'),
  bom: fc.constantFrom('', '\uFEFF'),
  head: fc.constantFrom('', '# head\n', '---\n', '\n\n'),
  tail: fc.constantFrom('', '\n', '\n\n# tail', '\n  # tail\n\n'),
});
const text = fc.oneof(
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

function render({ root, indent, eol, bom, head, tail }: typeof file extends fc.Arbitrary<infer T> ? T : never): string {
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

function dataOf(node: Node): Data {
  if ('raw' in node) return node.value;
  return Object.fromEntries(node.entries.map(({ key, node }) => [key, dataOf(node)]));
}

interface Place {
  path: string[];
  node: Node;
  parent: MapNode;
  /** Whether no map around it has braces. */
  inLines: boolean;
}

function placesOf(map: MapNode, path: string[] = [], outside = true): Place[] {
  const inLines = outside && map.braces === undefined;
  return map.entries.flatMap(({ key, node }) => {
    const here = [...path, key];
    return [{ path: here, node, parent: map, inLines }, ...('raw' in node ? [] : placesOf(node, here, inLines))];
  });
}

/** What an edit should make of the data; the plainest way to say it. */
function expected(data: Data, [key, ...rest]: readonly string[], value: string | null): Data {
  const map = new Map(Object.entries(data ?? {}));
  if (rest.length > 0) map.set(key!, expected(map.get(key!) ?? null, rest, value));
  else if (value === null) map.delete(key!);
  else map.set(key!, value);
  return Object.fromEntries(map);
}

/** How many lines of `before` are gone, and how many of `after` are new, in the one place where they differ. */
function difference(before: string, after: string): { gone: string[]; fresh: string[] } {
  const [old, now] = [before, after].map((text) => text.replace('\uFEFF', '').split(/\r?\n/)) as [string[], string[]];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return { gone: old.slice(start, old.length - end), fresh: now.slice(start, now.length - end) };
}

/** How many characters of `before` are gone in the one place where it differs from `after`. */
function goneLength(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.length - start - end;
}

const choice = fc.nat();
const runs = { numRuns: 400 };

it('reads the generated files as they were meant', () => {
  fc.assert(
    fc.property(file, (file) => {
      expect(readYaml(render(file))).toMatchObject({ data: dataOf(file.root), problems: [] });
      expect(readYaml(render(file)).data).toEqual(dataOf(file.root));
    }),
    runs,
  );
});

it('sets a present text in its own line, once, and back again', () => {
  fc.assert(
    fc.property(file, choice, text, (file, index, value) => {
      const before = render(file);
      const places = placesOf(file.root).filter(({ node }) => 'raw' in node && !Array.isArray(node.value));
      fc.pre(places.length > 0);
      const { path, node, inLines } = places[index % places.length]!;
      const { raw, lines = raw, value: old, isUsual } = node as Leaf;
      const after = editYaml(before, [{ path, value }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, value));
      const written = inLines ? lines : raw;
      const { gone, fresh } = difference(before, after);
      expect([gone.length, fresh.length]).toEqual(old === value ? [0, 0] : [written.split('\n').length, 1]);
      // A text of several lines leaves the comment after its first mark alone, so the piece can be longer than it.
      if (!written.includes('\n')) expect(goneLength(before, after)).toBeLessThanOrEqual(written.length);
      expect(editYaml(after, [{ path, value }])).toBe(after);
      // `v1` fits into any quotes, so none are changed on the way.
      const detour = editYaml(before, [{ path, value: 'v1' }]);
      if (isUsual) expect(editYaml(detour, [{ path, value: old as string }])).toBe(before);
    }),
    runs,
  );
});

it('adds entries, and changes no other line', () => {
  fc.assert(
    fc.property(file, choice, text, fc.integer({ min: 1, max: 3 }), (file, index, value, depth) => {
      const before = render(file);
      const targets = placesOf(file.root).filter(({ node }) => !('raw' in node) || node.value === null);
      const root = { path: [], node: file.root, inLines: true };
      const { path: base, node, inLines } = [root, ...targets][index % (targets.length + 1)]!;
      const path = [...base, ...['new', 'newer', 'no'].slice(0, depth)];
      const after = editYaml(before, [{ path, value }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, value));
      expect(editYaml(after, [{ path, value }])).toBe(after);
      const { gone, fresh } = difference(before, after);
      const isFull = 'entries' in node && node.entries.length > 0;
      if (isFull) expect(goneLength(before, after)).toBe(0);
      if (isFull && inLines && node.braces === undefined) {
        expect([gone.length, fresh.length]).toEqual([0, depth]);
      } else expect(gone.length).toBeLessThanOrEqual(1);
      if (isFull) expect(editYaml(after, [{ path: path.slice(0, base.length + 1), value: null }])).toBe(before);
    }),
    runs,
  );
});

it('removes an entry, and keeps all other entries and the comments around it', () => {
  fc.assert(
    fc.property(file, choice, (file, index) => {
      const before = render(file);
      const places = placesOf(file.root);
      fc.pre(places.length > 0);
      const { path, node, parent, inLines } = places[index % places.length]!;
      const after = editYaml(before, [{ path, value: null }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, null));
      expect(editYaml(after, [{ path, value: null }])).toBe(after);
      const { gone, fresh } = difference(before, after);
      const isLine = 'raw' in node && inLines && parent.entries.length > 1;
      const size = 'raw' in node && node.lines ? node.lines.split('\n').length : 1;
      if (isLine) expect([gone.length, fresh.length, goneLength(after, before)]).toEqual([size, 0, 0]);
    }),
    runs,
  );
});

it('writes texts that all readers take for the same text', () => {
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
    runs,
  );
});
