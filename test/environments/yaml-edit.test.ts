import { editYaml } from '../../src/environments/yaml-edit';
import { readYaml } from '../../src/environments/yaml-read';

const PROD = `# yaml-language-server: $schema=.schema/environment.json
promotesFrom: [tst]               # absent: an initial environment
namespace: pssp-prod
cluster: { context: campus-prod }
apps:
  pssp:
    tag: v0.3.0                   # every image
    images: { wrk: { tag: v0.2.9 } }
    flows:
      api: { replicas: 3, env: { LOG_LEVEL: warning } }
      # the store
      db: { volume: { size: 10Gi } }
`;

/** Sets or removes one entry; the path is written with slashes. */
function edit(text: string, path: string, value: string | null): string {
  return editYaml(text, [{ path: path.split('/'), value }]);
}

/** The lines that differ, as `- old` and `+ new`, for texts that differ in one place. */
function changes(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  while (old.length > 0 && now.length > 0 && old[0] === now[0]) {
    old.shift();
    now.shift();
  }
  while (old.length > 0 && now.length > 0 && old.at(-1) === now.at(-1)) {
    old.pop();
    now.pop();
  }
  return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
}

describe('a realistic file', () => {
  it.each<[string, string, string | null, string[]]>([
    [
      'sets a tag, and keeps the comment behind it',
      'apps/pssp/tag',
      'v0.3.1',
      ['-    tag: v0.3.0                   # every image', '+    tag: v0.3.1                   # every image'],
    ],
    [
      'quotes a tag that looks like a number',
      'apps/pssp/tag',
      '1.10',
      ['-    tag: v0.3.0                   # every image', '+    tag: "1.10"                   # every image'],
    ],
    [
      'sets a tag in braces',
      'apps/pssp/images/wrk/tag',
      'v0.3.0',
      ['-    images: { wrk: { tag: v0.2.9 } }', '+    images: { wrk: { tag: v0.3.0 } }'],
    ],
    [
      'adds entries in braces',
      'apps/pssp/images/api/tag',
      'v1',
      ['-    images: { wrk: { tag: v0.2.9 } }', '+    images: { wrk: { tag: v0.2.9 }, api: { tag: v1 } }'],
    ],
    ['adds an entry after the last one of its map', 'apps/pssp/note', 'x', ['+    note: x']],
    [
      'adds maps with the indentation of the file',
      'apps/web/images/api/tag',
      'v2',
      ['+  web:', '+    images:', '+      api:', '+        tag: v2'],
    ],
    ['adds an entry to the file', 'owner', 'team', ['+owner: team']],
    ['adds below a comment of the last entry', 'apps/pssp/flows/wrk/tag', 'v3', ['+      wrk:', '+        tag: v3']],
    ['removes a line', 'apps/pssp/tag', null, ['-    tag: v0.3.0                   # every image']],
    ['keeps the comment above what it removes', 'apps/pssp/flows/db', null, ['-      db: { volume: { size: 10Gi } }']],
    [
      'removes an entry in braces',
      'apps/pssp/flows/api/env',
      null,
      ['-      api: { replicas: 3, env: { LOG_LEVEL: warning } }', '+      api: { replicas: 3 }'],
    ],
    [
      'removes the first entry in braces',
      'apps/pssp/flows/api/replicas',
      null,
      ['-      api: { replicas: 3, env: { LOG_LEVEL: warning } }', '+      api: { env: { LOG_LEVEL: warning } }'],
    ],
    ['leaves empty braces', 'apps/pssp/images/wrk', null, ['-    images: { wrk: { tag: v0.2.9 } }', '+    images: {}']],
    ['changes nothing to set what is there', 'apps/pssp/flows/api/replicas', '3', []],
    ['changes nothing to remove what is not there', 'apps/web/images/api', null, []],
  ])('%s', (_, path, value, expected) => {
    for (const [bom, eol, end] of [
      ['', '\n', '\n'],
      ['\uFEFF', '\r\n', '\r\n'],
      ['', '\n', ''],
    ] as const) {
      const text = bom + PROD.trimEnd().replaceAll('\n', eol) + end;
      const after = edit(text, path, value);
      // The last line of a file without a newline at its end is no change to speak of.
      expect(changes(`${PROD}`, `${after.replace('\uFEFF', '').replaceAll('\r\n', '\n').trimEnd()}\n`)).toEqual(
        expected,
      );
      expect(after.startsWith('\uFEFF')).toBe(bom !== '');
      expect(after.split('\n').length - 1).toBe(after.split(eol).length - 1);
      expect(after.endsWith('\n')).toBe(end !== '');
    }
  });

  it('makes several edits', () => {
    const after = editYaml(PROD, [
      { path: ['apps', 'pssp', 'tag'], value: 'v0.4.0' },
      { path: ['apps', 'pssp', 'images', 'wrk'], value: null },
      { path: ['apps', 'pssp', 'images', 'web', 'tag'], value: 'v9' },
      { path: ['apps', 'pssp', 'tag'], value: 'v0.5.0' },
    ]);
    expect(changes(PROD, after)).toEqual([
      '-    tag: v0.3.0                   # every image',
      '-    images: { wrk: { tag: v0.2.9 } }',
      '+    tag: v0.5.0                   # every image',
      '+    images:',
      '+      web:',
      '+        tag: v9',
    ]);
    expect(editYaml(PROD, [])).toBe(PROD);
  });
});

describe('setting', () => {
  it.each<[string, string, string]>([
    // Quotes stay where they can hold the text.
    ["a: 'x' # c\n", "it's", "a: 'it''s' # c\n"],
    ["a: 'x'\n", '1.10', "a: '1.10'\n"],
    ["a: 'x'\n", 'x\ny', 'a: "x\\ny"\n'],
    ['a: "x"\n', 'v1', 'a: "v1"\n'],
    ['a: "x"\n', 'say "\\"', 'a: "say \\"\\\\\\""\n'],
    ['a: x\n', 'v1.2.3', 'a: v1.2.3\n'],
    ['a: x\n', '1.2.3-rc.1', 'a: 1.2.3-rc.1\n'],
    ['a: x\n', 'repo/app@sha256:0a', 'a: repo/app@sha256:0a\n'],
    ['a: x\n', 'two words', 'a: two words\n'],
    ['a: x\n', 'a: b', 'a: "a: b"\n'],
    ['a: x\n', 'a #b', 'a: "a #b"\n'],
    ['a: x\n', '- a', 'a: "- a"\n'],
    ['a: x\n', 'x ', 'a: "x "\n'],
    ['a: x\n', '', 'a: ""\n'],
    ['a: x\n', '\u{1F600}\u{E0001}\u0085', 'a: "\u{1F600}\\U000E0001\\U00000085"\n'],
    // Scalars on more than one line.
    ['a: x\n  y # c\nb: 1\n', 'v1', 'a: v1 # c\nb: 1\n'],
    ['a: | # c\n  x\n\n  y\n\nb: 1\n', 'v1', 'a: v1 # c\n\nb: 1\n'],
    ['a: |+\n  x\n\n', 'v1', 'a: v1\n'],
    ['a: >-\n  x', 'v1', 'a: v1'],
    ['a: |\nb: 1\n', 'v1', 'a: v1\nb: 1\n'],
    ['a: # c\n  x\n', 'v1', 'a: # c\n  v1\n'],
    // Nulls.
    ['a:\nb: 1\n', 'v1', 'a: v1\nb: 1\n'],
    ['a:   # c\n', 'v1', 'a: v1   # c\n'],
    ['a:', 'v1', 'a: v1'],
    ['a: ~ # c\n', 'v1', 'a: v1 # c\n'],
    ['a: null\n', 'null', 'a: "null"\n'],
    ['{a: , b: 1}\n', 'v1', '{a: v1 , b: 1}\n'],
    ['{a, b: 1}\n', 'v1', '{a: v1, b: 1}\n'],
    ['{"a":}\n', 'v1', '{"a": v1}\n'],
    // Nothing to change.
    ['a: 0123\n', '0123', 'a: 0123\n'],
    ["a: 'x'  # c", 'x', "a: 'x'  # c"],
    // Unusual, but YAML.
    ['? a\n: x\n', 'v1', '? a\n: v1\n'],
    ['---\na: x\n...\n', 'v1', '---\na: v1\n...\n'],
    ['"a" : x\n', 'v1', '"a" : v1\n'],
  ])('%j to %j', (text, value, expected) => {
    expect(edit(text, 'a', value)).toBe(expected);
  });

  it.each([
    '1.10',
    '0123',
    '7e12345',
    'no',
    'Y',
    'TRUE',
    '~',
    'null',
    '.5',
    '.inf',
    '1_000',
    '0x1f',
    '0o7',
    '0b1',
    '0_x1',
    '12:30',
    '2024-01-01',
    '20240101',
    '1',
    '1e3',
    '.',
    '...',
  ])('quotes %s', (value) => expect(edit('a: x\n', 'a', value)).toBe(`a: "${value}"\n`));

  it.each([
    'v1.2.3',
    '1.2.3',
    'latest',
    '3f2a9bc',
    '2024.01.15',
    '2024-01-15-3f2a',
    'x1',
    '_',
    'nope',
    '0.0.0-SNAPSHOT',
    'a:b',
  ])('does not quote %s', (value) => expect(edit('a: x\n', 'a', value)).toBe(`a: ${value}\n`));
});

describe('adding', () => {
  it.each<[string, string, string]>([
    // To nothing.
    ['', 'a/b', 'a:\n  b: v1\n'],
    ['\uFEFF', 'a', '\uFEFFa: v1\n'],
    ['# c\n', 'a', '# c\na: v1\n'],
    ['# c', 'a', '# c\na: v1'],
    ['# c\r\n', 'a/b', '# c\r\na:\r\n  b: v1\r\n'],
    ['---\n# c\n', 'a', '---\n# c\na: v1\n'],
    ['{}\n', 'a/b', 'a:\n  b: v1\n'],
    ['# c\n{ } # d\n', 'a', '# c\na: v1 # d\n'],
    // To empty values.
    ['a:\n', 'a/b', 'a:\n  b: v1\n'],
    ['a:   # c\n  # d\nz: 1\n', 'a/b/c', 'a:   # c\n  b:\n    c: v1\n  # d\nz: 1\n'],
    ['a: {}  # c\n', 'a/b', 'a:  # c\n  b: v1\n'],
    ['a: ~\nx:\n    y: 1\n', 'a/b', 'a:\n    b: v1\nx:\n    y: 1\n'],
    ['a: null', 'a/b', 'a:\n  b: v1'],
    ['{a: , c: 1}\n', 'a/b', '{a: { b: v1 } , c: 1}\n'],
    ['{a: ~}\n', 'a/b', '{a: { b: v1 }}\n'],
    ['x: {a: {}}\n', 'x/a/b', 'x: {a: { b: v1 }}\n'],
    ['x: {a: {   }}\n', 'x/a/b', 'x: {a: { b: v1 }}\n'],
    ['x: {a: { # c\n  }}\n', 'x/a/b', 'x: {a: { b: v1  # c\n  }}\n'],
    // To maps of lines.
    ['a:\n    b: 1\n\n    # c\n# d\nz: 1\n', 'a/x/k', 'a:\n    b: 1\n    x:\n        k: v1\n\n    # c\n# d\nz: 1\n'],
    ['a:\n  b:\n    c: 1 # c\n  # d\n', 'a/x', 'a:\n  b:\n    c: 1 # c\n  x: v1\n  # d\n'],
    ['a:\n  b:\n  - 1\n  - 2\n  -\n', 'a/x', 'a:\n  b:\n  - 1\n  - 2\n  -\n  x: v1\n'],
    ['a:\n  b: |\n    x\n\n\nz: 1\n', 'a/x', 'a:\n  b: |\n    x\n  x: v1\n\n\nz: 1\n'],
    ['a:\n  b: |+\n    x\n\nz: 1\n', 'a/x', 'a:\n  b: |+\n    x\n\n  x: v1\nz: 1\n'],
    ['a:\n  b: |\n    x', 'a/x', 'a:\n  b: |\n    x\n  x: v1'],
    ['a:\n  b: {\n    c: 1\n  }\n', 'a/x', 'a:\n  b: {\n    c: 1\n  }\n  x: v1\n'],
    ['  a: 1\n  b: 2\n', 'x', '  a: 1\n  b: 2\n  x: v1\n'],
    ['---\na: 1\n...\n', 'x', '---\na: 1\nx: v1\n...\n'],
    ['a: 1\r\nb: 2\n', 'x', 'a: 1\r\nb: 2\nx: v1\n'],
    ['a:\n  b: 1\n', 'a/no/1.0', 'a:\n  b: 1\n  "no":\n    "1.0": v1\n'],
    // To maps in braces.
    ['{a: 1}\n', 'x/k', '{a: 1, x: {k: v1}}\n'],
    ['{ a: 1, }\n', 'x', '{ a: 1, x: v1, }\n'],
    ['{ a: [1], b }\n', 'x', '{ a: [1], b, x: v1 }\n'],
    ['{a:}\n', 'x', '{a:, x: v1}\n'],
    ['m: {\n    a: 1, # c\n    b: "2" # d\n  }\n', 'm/x', 'm: {\n    a: 1, # c\n    b: "2", x: v1 # d\n  }\n'],
  ])('to %j at %s', (text, path, expected) => {
    expect(edit(text, path, 'v1')).toBe(expected);
  });
});

describe('removing', () => {
  it.each<[string, string, string]>([
    ['a: 1\nb: 2\n', 'a', 'b: 2\n'],
    ['a: 1\nb: 2', 'b', 'a: 1'],
    ['a:\r\n  b: 1', 'a/b', 'a: {}'],
    ['\uFEFFa: 1\r\nb: 2\r\n', 'a', '\uFEFFb: 2\r\n'],
    ['a: 1 # c\n', 'a', ''],
    ['# c\na:\n  # d\n  b: 1\n  # e\n# f\nz: 1\n', 'a', '# c\n  # e\n# f\nz: 1\n'],
    ['a:\nb: 1\n', 'a', 'b: 1\n'],
    ['a: |\n  x\n\nb: 1\n', 'a', '\nb: 1\n'],
    ['a: |+\n  x\n\nb: 1\n', 'a', 'b: 1\n'],
    ['a:\n- 1\n- 2\nb: 1\n', 'a', 'b: 1\n'],
    ['? a\n: 1\nb: 2\n', 'a', 'b: 2\n'],
    // The last one of a map.
    ['a: # c\n  # d\n  b: 1\n  # e\nz: 1\n', 'a/b', 'a: {} # c\n  # d\n  # e\nz: 1\n'],
    ['a:\n  b:\n    c: 1\n', 'a/b/c', 'a:\n  b: {}\n'],
    ['a: { b: 1 }\n', 'a/b', 'a: {}\n'],
    ['a: {b: 1,}\n', 'a/b', 'a: {}\n'],
    ['a: {\n    b: 1 # c\n  }\n', 'a/b', 'a: {\n     # c\n  }\n'],
    // In braces.
    ['{ a: 1, b: 2, c: 3 }\n', 'b', '{ a: 1, c: 3 }\n'],
    ['{ a: 1, b: 2, }\n', 'b', '{ a: 1, }\n'],
    ['{ ? a : 1, b: 2 }\n', 'a', '{ b: 2 }\n'],
    ['{ a: 1 , b }\n', 'b', '{ a: 1 }\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'a', '{\n  b: 2, # c\n  d: 3\n}\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'b', '{\n  a: 1,\n  # c\n  d: 3\n}\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'd', '{\n  a: 1,\n  b: 2, # c\n  \n}\n'],
    ['{\n  a: 1,\n  d: 3\n}\n', 'd', '{\n  a: 1\n}\n'],
  ])('from %j at %s', (text, path, expected) => {
    expect(edit(text, path, null)).toBe(expected);
  });
});

describe('refusing', () => {
  it.each<[string, string, string | null, string]>([
    ['a: [x]\n', 'a/b', 'v1', 'Cannot set a.b: a holds a list, not a map.'],
    ['a: {b: x}\n', 'a/b/c', 'v1', 'Cannot set a.b.c: a.b holds a text, not a map.'],
    ['a: x\n', 'a/b', null, 'Cannot remove a.b: a holds a text, not a map.'],
    ['a: {b: x}\n', 'a', 'v1', 'Cannot set a: it holds a map, not a text.'],
    ['a: []\n', 'a', 'v1', 'Cannot set a: it holds a list, not a text.'],
    ['a: &x 1\n', 'b', 'v1', 'Cannot set b: line 1, column 4: The anchor &x is not accepted. Remove it'],
    ['- a\n', 'b', 'v1', 'Cannot set b: line 1, column 1: The file does not hold a map.'],
    ['a: 1\n', '__proto__/polluted', 'v1', 'Cannot set __proto__.polluted: the key "__proto__" is not accepted.'],
    ['a: 1\n', 'b/<<', 'v1', 'Cannot set b["<<"]: the place cannot be edited without changing something else.'],
    // The comment would become part of the text above it.
    ['a: |\n  x\nb: 1\n  # c\n', 'b', null, 'Cannot remove b: the place cannot be edited'],
  ])('%j at %s', (text, path, value, message) => {
    expect(() => edit(text, path, value)).toThrow(message);
  });

  it('an empty path', () => {
    expect(() => editYaml('a: 1\n', [{ path: [], value: 'x' }])).toThrow('Cannot edit YAML without a path.');
  });

  it('nothing that objects merely inherit', () => {
    expect(readYaml(edit('a: 1\n', 'toString/valueOf', 'x')).data).toEqual({ a: '1', toString: { valueOf: 'x' } });
    expect(edit('a: 1\n', 'toString', null)).toBe('a: 1\n');
  });
});
