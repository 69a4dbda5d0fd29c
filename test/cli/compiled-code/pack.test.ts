import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Pack } from '../../../src/cli/compiled-code/pack';
import { folderWith } from '../../helpers/files';

const text = "exports.answer = () => 'old';";
/** A process that starts after every change of the files. */
const later = Number.POSITIVE_INFINITY;

let folder: string;
let file: string;
let path: string;

beforeEach(() => {
  folder = folderWith({ 'module.js': text });
  file = join(folder, 'module.js');
  path = join(folder, 'code.pack');
});

/** What a process does with the file: whether it takes compiled code from the pack, and what the module answers. */
function load(content = readFileSync(file, 'utf8'), start = later) {
  const pack = new Pack(path, start);
  const script = pack.script(file, content);
  const exports: { answer?: () => string } = {};
  script?.runInThisContext()(exports);
  const answer = exports.answer?.();
  pack.write();
  return { isKept: script?.cachedDataRejected === false, answer };
}

/** The pack of a process that has compiled another file. */
function packWithOther() {
  const other = join(folder, 'other.js');
  writeFileSync(other, text);
  const pack = new Pack(path, later);
  pack.script(other, text);
  return { other, pack };
}

test('the second process takes the code that the first one compiled', () => {
  expect(load()).toEqual({ isKept: false, answer: 'old' });
  expect(load()).toEqual({ isKept: true, answer: 'old' });
});

test('a process that compiles nothing leaves the pack alone', () => {
  load();
  const { ino } = statSync(path);
  load();
  expect(statSync(path).ino).toBe(ino);
  expect(readdirSync(folder).sort()).toEqual(['code.pack', 'module.js']);
});

test('a file with a new text of the same length and the same time is compiled again', () => {
  const { atime, mtime } = statSync(file);
  load();
  writeFileSync(file, text.replace('old', 'new'));
  utimesSync(file, atime, mtime);
  expect(load()).toEqual({ isKept: false, answer: 'new' });
  expect(load()).toEqual({ isKept: true, answer: 'new' });
});

test('code is kept together with that of other files, and without that of deleted files', () => {
  load();
  const { other, pack } = packWithOther();
  pack.write();
  expect(load().isKept).toBe(true);
  const size = statSync(path).size;
  writeFileSync(file, `${text}\n`);
  load();
  expect(statSync(path).size).toBeGreaterThan(size / 2);
  rmSync(other);
  writeFileSync(file, `${text}\n\n`);
  load();
  expect(statSync(path).size).toBeLessThan(size);
  expect(load().isKept).toBe(true);
});

test.each<[string, () => void]>([
  ['ends early', () => truncateSync(path, statSync(path).size - 8)],
  ['is longer', () => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(8)]))],
  ['is empty', () => writeFileSync(path, '')],
  ['has other content', () => writeFileSync(path, '{"a":\n')],
])('a pack that %s counts as absent, and is written again', (_, damage) => {
  load();
  damage();
  expect(load()).toEqual({ isKept: false, answer: 'old' });
  expect(load()).toEqual({ isKept: true, answer: 'old' });
});

test('a text that another loader has changed is not compiled here', () => {
  expect(load(`${text} // covered`)).toEqual({ isKept: false, answer: undefined });
  expect(existsSync(path)).toBe(false);
});

test('a file that changed after the process started is not compiled here', () => {
  expect(load(text, statSync(file).ctimeMs)).toEqual({ isKept: false, answer: undefined });
});

test.each(["import('node:fs')", 'import ("node:fs")', 'import/**/("node:fs")'])(
  'a module with %s is not compiled here, because a kept script cannot import',
  (code) => {
    writeFileSync(file, `exports.load = () => ${code};`);
    expect(new Pack(path, later).script(file, readFileSync(file, 'utf8'))).toBeUndefined();
  },
);

test('a method that is named import is no such module', () => {
  writeFileSync(file, "exports.load = (jiti) => jiti.import('./a.js');");
  expect(new Pack(path, later).script(file, readFileSync(file, 'utf8'))).toBeDefined();
});

test('a folder that nobody can write to is no error', () => {
  const pack = new Pack(join(folder, 'none', 'code.pack'), later);
  pack.script(file, text);
  expect(() => pack.write()).not.toThrow();
});

test('a kept file that cannot be looked at any more is left out, and the pack is written', () => {
  load();
  const { pack } = packWithOther();
  rmSync(file);
  symlinkSync('module.js', file);
  expect(() => statSync(file)).toThrow('ELOOP');
  expect(pack.write()).toBe(true);
  expect(readFileSync(path, 'latin1')).not.toContain('module.js');
});
