import { editYaml } from '../../../src/environments/yaml/edit';
import { readYaml } from '../../../src/environments/yaml/read';
import { editOne } from './edit-one';

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
      const after = editOne(text, path, value);
      // A missing newline at the end of the file does not count as a difference.
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

describe('refusing', () => {
  it.each<[string, string, string | null, string]>([
    ['a: [x]\n', 'a/b', 'v1', 'Cannot set a.b: a is a list, not a map.'],
    ['a: {b: x}\n', 'a/b/c', 'v1', 'Cannot set a.b.c: a.b is a text, not a map.'],
    ['a: x\n', 'a/b', null, 'Cannot remove a.b: a is a text, not a map.'],
    ['a: {b: x}\n', 'a', 'v1', 'Cannot set a: the value is a map, not text.'],
    ['a: []\n', 'a', 'v1', 'Cannot set a: the value is a list, not text.'],
    ['a: &x 1\n', 'b', 'v1', 'Cannot set b: line 1, column 4: The anchor &x is not accepted. Remove the anchor'],
    ['- a\n', 'b', 'v1', 'Cannot set b: line 1, column 1: The content of the file is not a map.'],
    ['a: 1\n', '__proto__/polluted', 'v1', 'Cannot set __proto__.polluted: the key "__proto__" is not accepted.'],
    ['a: 1\n', 'b/<<', 'v1', 'Cannot set b["<<"]: the edit would also change other values.'],
    // The comment would become part of the text above it.
    ['a: |\n  x\nb: 1\n  # c\n', 'b', null, 'Cannot remove b: the edit would also change other values'],
  ])('%j at %s', (text, path, value, message) => {
    expect(() => editOne(text, path, value)).toThrow(message);
  });

  it('an empty path', () => {
    expect(() => editYaml('a: 1\n', [{ path: [], value: 'x' }])).toThrow('Cannot edit YAML without a path.');
  });

  it('accepts keys that objects inherit', () => {
    expect(readYaml(editOne('a: 1\n', 'toString/valueOf', 'x')).data).toEqual({ a: '1', toString: { valueOf: 'x' } });
    expect(editOne('a: 1\n', 'toString', null)).toBe('a: 1\n');
  });
});
