import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../src/data/sha256';
import { indexPath } from '../../src/output/index-file';
import type { OutputUnit } from '../../src/output/output-unit';
import { writeOutput } from '../../src/output/write';
import { planWrite } from '../../src/output/write-plan';
import { readRecord } from '../../src/output/write-record';
import { folderWith } from '../helpers/files';

function unit(files: Record<string, string>): OutputUnit {
  const entries = Object.entries(files).map(([name, text]) => ({ path: `dev/shop/${name}`, text, objects: [] }));
  return { environment: 'dev', application: 'shop', files: entries, about: { application: 'shop' } };
}

const index = indexPath(unit({}));
let root: string;
let outdir: string;
beforeEach(() => {
  root = folderWith({ 'src/precious.ts': 'precious\n' });
  outdir = join(root, 'dist');
  write({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
});

function plan(files: Record<string, string>) {
  return planWrite([unit(files)], { root, outdir });
}

function write(files: Record<string, string>): void {
  writeOutput(outdir, plan(files));
}

function editIndex(edit: (text: string) => string): void {
  const file = join(outdir, index);
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
}

const conflictsOf = (files: Record<string, string>) =>
  plan(files).conflicts.map(({ code, location }) => `${code} ${location?.file}`);

/** The index with the conflict markers of git for a file whose hash differs on both sides. */
function merged(file: string, ours: string, theirs: string): (text: string) => string {
  return (text) => {
    const head = `    "dev/shop/${file}": {\n`;
    const line = (content: string) => `      "sha256": "${sha256Of(content)}",\n`;
    const [before = '', after = ''] = text.split(head);
    const rest = after.slice(after.indexOf('\n') + 1);
    return `${before}${head}<<<<<<< HEAD\n${line(ours)}=======\n${line(theirs)}>>>>>>> branch\n${rest}`;
  };
}

describe('an index with conflict markers of git', () => {
  test.each(['a: ours\n', 'a: theirs\n'])('records the files of both sides: %s', (text) => {
    editIndex(merged('a.yaml', 'a: ours\n', 'a: theirs\n'));
    writeFileSync(join(outdir, 'dev/shop/a.yaml'), text);
    expect(conflictsOf({ 'a.yaml': 'a: 3\n', 'b.yaml': 'b: 1\n' })).toEqual([]);
    expect(plan({ 'a.yaml': 'a: 3\n' }).remove).toEqual(['dev/shop/b.yaml']);
  });

  test('does not record a file that neither side wrote', () => {
    editIndex(merged('a.yaml', 'a: ours\n', 'a: theirs\n'));
    writeFileSync(join(outdir, 'dev/shop/a.yaml'), '<<<<<<< HEAD\na: ours\n');
    expect(conflictsOf({ 'a.yaml': 'a: 3\n', 'b.yaml': 'b: 1\n' })).toEqual(['file-edited dist/dev/shop/a.yaml']);
  });
});

test.each([
  ['nothing', ''],
  ['half of it', '{ "version": 1, "files": {'],
  ['another version', '{ "version": 2, "files": {} }'],
  ['no files', '{ "version": 1 }'],
  ['a file that is none', '{ "version": 1, "files": { "dev/shop/a.yaml": null } }'],
  ['null', 'null'],
])('an index that contains %s is reported as damaged, and `--force` writes a new one', (_, text) => {
  editIndex(() => text);
  expect(conflictsOf({ 'a.yaml': 'a: 1\n' })).toEqual([`file-edited dist/${index}`]);
  write({ 'a.yaml': 'a: 1\n' });
  expect(conflictsOf({ 'a.yaml': 'a: 2\n' })).toEqual([]);
});

test.each([
  '../src/precious.ts',
  'dev/../../src/precious.ts',
  '/src/precious.ts',
  './../src/precious.ts',
  'dev/shop/../../../src/precious.ts',
  'dev//a.yaml',
  'dev\\..\\..\\src\\precious.ts',
  '.towpath/dev/other.json',
  'prod/shop/a.yaml',
  `dev/shop/${'a'.repeat(256)}`,
])('an index can name only files of its own environment, not %s', (path) => {
  editIndex((text) => text.replace('dev/shop/b.yaml', path.replaceAll('\\', '\\\\')));
  expect([...readRecord(outdir, undefined).files.keys()]).toEqual(['dev/shop/a.yaml']);
});

test('a file outside the output folder stays, even if the journal names it with its hash', () => {
  const journal = {
    '../src/precious.ts': [sha256Of('precious\n')],
    'dev/../../src/precious.ts': [sha256Of('precious\n')],
  };
  writeFileSync(join(outdir, '.towpath/.journal.json'), JSON.stringify(journal));
  expect(plan({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' }).remove).toEqual([]);
});

test.each(['', '[]', 'null', '{"dev/shop/a.yaml": 7}'])('a journal with the text `%s` is ignored', (text) => {
  writeFileSync(join(outdir, '.towpath/.journal.json'), text);
  expect(plan({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' })).toMatchObject({ remove: [], conflicts: [], unchanged: 2 });
});
