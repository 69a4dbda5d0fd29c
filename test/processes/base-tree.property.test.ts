import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { baseUnits } from '../../src/actions/diff/base';
import { filesAt } from '../../src/actions/git/objects';
import { TowpathError } from '../../src/diagnostics';
import { withWrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';

const index = {
  version: 1,
  ...{
    environment: 'dev',
    application: 'shop',
    flows: { api: { kind: 'service', image: 'a:1', refersTo: ['db.host'] } },
  },
  files: { 'dev/shop/a.yaml': { sha256: 'x', objects: [{ path: 'shop/api', flow: 'api', after: ['x'] }] } },
};

/** The bytes of a name that a file of a commit may have. Git takes all but NUL, `/`, `.git` and the two names of folders. */
const name = fc
  .oneof(
    fc.constantFrom('a.yaml', 'dev', 'shop.json', '.towpath', '__proto__', '-x', '*', ':(top)a', ' ', '"', "'", '\\'),
    fc
      .array(fc.constantFrom('a', '"', "'", '\\', '\n', '\t', ' ', '*', '?', '[', ':', '!', 'é', '\u{1f600}', '-'), {
        minLength: 1,
        maxLength: 5,
      })
      .map((characters) => characters.join('')),
  )
  .map((text) => Buffer.from(text))
  .chain((bytes) => fc.constantFrom(bytes, bytes, Buffer.concat([bytes, Buffer.from([0xff])])));

const texts = withWrongShapes(index).map(({ text }) => text);
const entry = fc.record({
  folder: fc.constantFrom('dist', 'dist/.towpath/dev', 'dist/dev/shop', 'dist/compose/.towpath', 'other', 'dist2'),
  name,
  mode: fc.constantFrom('100644', '100644', '100755', '120000', '160000'),
  text: fc.oneof(
    { weight: 3, arbitrary: fc.constant(JSON.stringify(index)) },
    fc.constantFrom(...texts),
    fc.constantFrom('', 'a: b\n', '{', '\ufeff{}', 'a missing\n'),
  ),
});
interface Entry {
  readonly folder: string;
  readonly name: Buffer;
  readonly mode: string;
  readonly text: string;
}

const places = fc.uniqueArray(entry, {
  selector: ({ folder, name }) => `${folder}/${name.toString('latin1')}`,
  maxLength: 8,
});

/** Makes a commit for each tree, on the branches `b0`, `b1`, …. */
function repository(trees: readonly (readonly Entry[])[]): string {
  const root = folderWith({});
  git(root, 'init', '--quiet', '--initial-branch=main');
  const quoted = (bytes: Buffer) => `"${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
  const lines = trees.flatMap((entries, at) => [
    `commit refs/heads/b${at}\ncommitter a <a@b.c> 0 +0000\ndata 0\n`,
    ...entries.map(({ folder, name, mode, text }) => {
      const path = quoted(Buffer.concat([Buffer.from(`${folder}/`), name]));
      if (mode === '160000') return `M 160000 ${'1'.repeat(40)} ${path}\n`;
      return `M ${mode} inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    }),
  ]);
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: lines.join('') });
  return root;
}

/** A tree in which no file stands where another one needs a folder. */
function isTree(entries: readonly Entry[]): boolean {
  const paths = entries.map(({ folder, name }) => `${folder}/${name.toString('latin1')}`);
  const folders = entries.map(({ folder }) => folder);
  return !paths.some((path) => folders.some((folder) => folder === path || folder.startsWith(`${path}/`)));
}

test('the files of a commit are those that it has, whatever their names and contents', () => {
  const trees = fc.sample(places, 80).filter(isTree);
  expect(trees.length).toBeGreaterThan(50);
  const root = repository(trees);
  for (const [at, entries] of trees.entries()) {
    const regular = entries.filter(({ mode, folder }) => mode.startsWith('100') && /^dist(\/|$)/.test(folder));
    const wanted = regular.map(({ folder, name, text }) => [`${folder}/${name}`, text] as const);
    expect([...filesAt(root, `b${at}`, ['dist'])].sort()).toEqual([...new Map(wanted)].sort());
  }
});

test('the index of a commit is read, or is an error with a code, whatever is in it', () => {
  const manifest = { folder: 'dist/dev/shop', name: Buffer.from('a.yaml'), mode: '100644', text: 'kind: Service\n' };
  const shapes = fc.sample(fc.constantFrom(...texts), 60);
  const indexes = [JSON.stringify(index), ...shapes].map((text) => ({
    ...{ folder: 'dist/.towpath/dev', name: Buffer.from('shop.json'), mode: '100644', text },
  }));
  const root = repository(indexes.map((one) => [one, manifest]));
  const outcomes = [...indexes.keys()].map((at) => {
    try {
      const units = baseUnits(root, 'dist', `b${at}`);
      for (const { flows, files } of units) {
        for (const { kind, refersTo = [] } of Object.values(flows))
          expect([typeof kind, ...refersTo.map((it) => typeof it)]).not.toContain('object');
        for (const { objects } of files)
          for (const { path, after = [] } of objects) expect([path, ...after].join()).toMatch(/./s);
      }
      return 'read';
    } catch (error) {
      if (!TowpathError.is(error)) throw error;
      return error.issues.map(({ code }) => code).join();
    }
  });
  expect(outcomes[0]).toBe('read');
  expect(new Set(outcomes)).toEqual(new Set(['read', 'base-without-output']));
});

const described = (root: string, ref: string): string => {
  try {
    filesAt(root, ref, ['dist']);
    return 'read';
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, message }) => `${code}: ${message}`).join('\n');
  }
};

test('a base that names no commit is an error with a code, and a name of a commit in any form is read', () => {
  const root = repository([[{ folder: 'dist', name: Buffer.from('a'), mode: '100644', text: 'x' }]]);
  git(root, 'tag', 'b0', 'b0'); // a tag and a branch of one name
  git(root, 'tag', '-m', 'x', 'annotated', 'refs/heads/b0');
  git(root, 'branch', '--', 'odd"name', 'refs/heads/b0');
  for (const ref of ['b0', 'annotated', 'odd"name', 'refs/heads/b0', 'b0^0', 'b0@{0}']) {
    expect([ref, described(root, ref)]).toEqual([ref, ref.includes('@') ? expect.any(String) : 'read']);
  }
  const wrong = [
    '',
    ' ',
    'HEAD',
    'b0:dist',
    'b0:dist/a',
    'b0^{tree}',
    '--all',
    '--help',
    '-h',
    '^b0',
    'b0..b0',
    'b0 b0',
  ];
  for (const ref of [...wrong, 'a\0b', '\n', ':/x', 'b0~1', 'x'.repeat(5000), '@{u}', '1'.repeat(40)]) {
    expect([ref, described(root, ref)]).toEqual([ref, expect.stringMatching(/^base-unreadable: /)]);
  }
});
