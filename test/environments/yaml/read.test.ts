import { readYaml } from '../../../src/environments/yaml/read';
import { problemsOf } from './problems-of';

describe('scalars', () => {
  it.each(['1.10', '7e12345', '0123', 'no', '0x1F', '2024-01-01', '1_000', 'True', '.inf', '+1', '12:30', '=', 'v1 x'])(
    'keeps %s as it is written',
    (source) => {
      expect(readYaml(`tag: ${source}\nin: {tag: ${source}}\n`)).toMatchObject({
        data: { tag: source, in: { tag: source } },
        problems: [],
      });
    },
  );

  it.each(['', '~', 'null', 'Null', 'NULL'])('reads a plain "%s" as null', (source) => {
    expect(readYaml(`a: ${source}\nb: {c: ${source}}\nd: [${source}, x]\n`).data).toEqual(
      source === '' ? { a: null, b: { c: null }, d: expect.anything() } : { a: null, b: { c: null }, d: [null, 'x'] },
    );
  });

  it('reads quoted and block scalars as their text', () => {
    const text = `a: "null"\nb: 'it''s ~'\nc: "x\\ty\\u00e9"\nd: |\n  1\n   2\ne: >-\n  x\n  y\nf: ""\ng: x\n  y\n`;
    expect(readYaml(text)).toMatchObject({
      data: { a: 'null', b: "it's ~", c: 'x\tyé', d: '1\n 2\n', e: 'x y', f: '', g: 'x y' },
      problems: [],
    });
  });

  it('reads maps and lists in both styles', () => {
    const text = 'a:\n- x\n-\n- - y\n- b: 1\n  c: 2\nd: {e: [1, f: 2, {g: h}], i, "j":k}\n? l\n: m\n';
    expect(readYaml(text)).toMatchObject({
      data: {
        a: ['x', null, ['y'], { b: '1', c: '2' }],
        d: { e: ['1', { f: '2' }, { g: 'h' }], i: null, j: 'k' },
        l: 'm',
      },
      problems: [],
    });
  });

  it('creates plain objects, even for keys that objects inherit', () => {
    const { data, problems } = readYaml('toString: 1\nhasOwnProperty: {valueOf: 2}\n');
    expect(problems).toEqual([]);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(data).toEqual({ toString: '1', hasOwnProperty: { valueOf: '2' } });
  });
});

describe('files', () => {
  it.each(['', '\n\n', '# only\n# comments', '\uFEFF', '---\n', '---\n# c\n...\n', '{}'])(
    'takes %j as empty',
    (text) => {
      expect(readYaml(text)).toMatchObject({ data: {}, problems: [] });
    },
  );

  it('accepts a byte order mark, CRLF and the markers of a single document', () => {
    const { data, problems, positionOf } = readYaml('\uFEFFa: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n');
    expect([data, problems]).toEqual([{ a: '1', b: { c: 'x\ny\n' } }, []]);
    expect([positionOf(['a']), positionOf(['b', 'c'])]).toEqual([
      { line: 1, column: 1 },
      { line: 3, column: 3 },
    ]);
    expect(readYaml('---\na: 1\n...\n')).toMatchObject({ data: { a: '1' }, problems: [] });
  });
});

describe('problems', () => {
  it.each<[string, string, string[]]>([
    [
      'anchors and aliases',
      'a: &x 1\nb: *x\nc: [&y {d: *y}]\n',
      ['1:4 yaml-alias a', '2:4 yaml-alias b', '3:5 yaml-alias c.0', '3:12 yaml-alias c.0.d'],
    ],
    ['an anchor on its own line', 'a:\n  &x\n  b: 1\n', ['2:3 yaml-alias a']],
    ['an alias as key or root', '*a : 1\n', ['1:1 yaml-alias']],
    ['an alias as the file', '*a\n', ['1:1 yaml-alias']],
    ['merge keys', '<<: {a: 1}\nb: {"<<": 1}\n', ['1:1 yaml-alias <<', '2:5 yaml-alias b.<<']],
    [
      'tags',
      'a: !!str 1\n!x b: !y {c: !!int 2}\nd:\n  - !z q\n',
      ['1:4 yaml-tag a', '2:1 yaml-tag b', '2:7 yaml-tag b', '2:14 yaml-tag b.c', '4:5 yaml-tag d.0'],
    ],
    ['duplicate keys', 'a: 1\n"a": 2\nb: {c: 1, c: 2}\n', ['2:1 yaml-duplicate-key a', '3:11 yaml-duplicate-key b.c']],
    [
      'dangerous keys',
      '__proto__: 1\na: [{constructor: {"prototype": 1}}]\n',
      [
        '1:1 yaml-forbidden-key __proto__',
        '2:6 yaml-forbidden-key a.0.constructor',
        '2:20 yaml-forbidden-key a.0.constructor.prototype',
      ],
    ],
    ['several documents', 'a: 1\n---\nb: 2\n---\nc: 3\n', ['2:1 yaml-several-documents']],
    ['a document after the end', 'a: 1\n...\nb: 2\n', ['3:1 yaml-several-documents']],
    [
      'keys that are not text',
      '? [a]\n: 1\n: 2\n{b: 1}: 3\n',
      ['1:3 yaml-key-not-text', '3:3 yaml-key-not-text', '4:1 yaml-key-not-text'],
    ],
    [
      'conflicts of a merge, and none of their consequences',
      'a: 1\n<<<<<<< HEAD\nb: {c: 2}\n=======\nb: {c: 3}\n>>>>>>> main\nd:\n<<<<<<< HEAD\n  e: 1\n=======\n  e: 2\n>>>>>>> main\n',
      ['2:1 yaml-syntax'],
    ],
    ['a text as the file', 'hello\n', ['1:1 yaml-not-a-map']],
    ['a list as the file', '# c\n- a\n', ['2:1 yaml-not-a-map']],
    ['a null as the file', '~', ['1:1 yaml-not-a-map']],
    ['a nested map on one line', 'a: b: c\n', ['1:4 yaml-syntax']],
    ['a key with a value but no colon', '? |\n  a\n- b\n', ['3:1 yaml-syntax a']],
    ['an empty key', 'a: 1\n? \n', ['2:1 yaml-key-not-text']],
    ['an anchor on a pair in a list', 'a: [&x b: 1]\n', ['1:5 yaml-alias a.0.b']],
    ['one syntax error per line', 'a: `b`c`\n', ['1:4 yaml-syntax']],
    ['a wrong indentation, and none of its consequences', ' a: 1\nb: 2\n c: `\nd: {e: 1, e: 2}\n', ['2:1 yaml-syntax']],
    [
      'what is wrong before a wrong indentation',
      'a: `\nb: {c: 1, c: 2}\n d: 1\n',
      ['1:4 yaml-syntax', '2:11 yaml-duplicate-key b.c', '3:1 yaml-syntax'],
    ],
    ['an empty key in braces', '{? , a: 1}\n', ['1:4 yaml-key-not-text']],
    ['tabs', 'a:\n\tb: 1\n', ['2:1 yaml-syntax']],
    ['a bad indentation', 'a:\n    b: 1\n  c: 2\n', ['3:1 yaml-syntax']],
    ['an open brace', 'a: {b: 1\nc: 2\n', ['2:1 yaml-syntax']],
    ['an open quote', 'a: "x\nb: 1\n', ['3:1 yaml-syntax']],
    ['a reserved character', 'a: `x`\nb: @y\n', ['1:4 yaml-syntax', '2:4 yaml-syntax']],
    ['a bad escape', 'a: "\\q"\n', ['1:5 yaml-syntax']],
    ['control characters', 'a: x\u0007\n', ['1:5 yaml-syntax']],
    ['a lone carriage return', 'a: x\ry\n', ['1:5 yaml-syntax']],
  ])('refuses %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('are all reported at once, in the order of the text, with a message and a hint each', () => {
    const { problems } = readYaml('a: &x 1\na: !t 2\n__proto__: *x\nb: `\n---\nc: 1\n');
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 yaml-alias',
      '2 yaml-duplicate-key',
      '2 yaml-tag',
      '3 yaml-forbidden-key',
      '3 yaml-alias',
      '4 yaml-syntax',
      '5 yaml-several-documents',
    ]);
    for (const { message, hint } of problems)
      expect([message, hint]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(problems[1]).toEqual({
      code: 'yaml-duplicate-key',
      line: 2,
      column: 1,
      path: ['a'],
      message: 'This map has the key "a" twice.',
      hint: 'Keep one of the two, or merge them.',
    });
  });

  it('do not change Object.prototype', () => {
    readYaml('__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
