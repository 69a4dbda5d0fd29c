import fs, {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deleteFile, deleteFolder } from '../../src/files/delete-file';
import { writeFiles } from '../../src/files/write-files';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { snapshot } from '../helpers/snapshot';

let folder: string;
let outside: string;
beforeEach(() => {
  const top = folderWith({ 'ours/a/one.txt': 'one\n', 'outside/one.txt': 'theirs\n', 'outside/two.txt': 'theirs\n' });
  [folder, outside] = [join(top, 'ours'), join(top, 'outside')];
});
afterEach(() => jest.restoreAllMocks());

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const codesOf = async (work: () => void) => (await failure(async () => work())).map(({ code }) => code);

/** Somebody puts a link in the place of the folder `a`. */
function swap(): void {
  renameSync(join(folder, 'a'), join(folder, 'moved'));
  symlinkSync(outside, join(folder, 'a'));
}

/** Does something after the n-th call of a function that changes files. */
function onceCalled(name: 'mkdirSync' | 'writeFileSync', count: number, work: () => void): void {
  const real = fs[name] as (...args: unknown[]) => unknown;
  let left = count;
  jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
    const result = real(...args);
    left -= 1;
    if (left === 0) work();
    return result;
  }) as never);
}

describe('files', () => {
  test('are written completely, and keep their mode, whatever the umask is', () => {
    chmodSync(join(folder, 'a/one.txt'), 0o666);
    const before = process.umask(0o077);
    try {
      writeFiles(folder, new Map([['a/one.txt', 'new\n']]));
    } finally {
      process.umask(before);
    }
    expect([read('a/one.txt'), statSync(join(folder, 'a/one.txt')).mode & 0o777]).toEqual(['new\n', 0o666]);
    expect(readdirSync(join(folder, 'a'))).toEqual(['one.txt']);
  });

  test('can have the longest name that a file system allows', () => {
    writeFiles(folder, new Map([['a'.repeat(255), 'new\n']]));
    expect(read('a'.repeat(255))).toBe('new\n');
  });

  test('are all staged before the first one is renamed, so that a full disk changes nothing', () => {
    const real = fs.writeFileSync;
    let writes = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
      writes += 1;
      if (writes === 2) throw new Error('ENOSPC');
      real(...args);
    });
    const before = snapshot(folder);
    const texts = new Map([
      ['a/one.txt', 'new\n'],
      ['a/two.txt', 'new\n'],
    ]);
    expect(() => writeFiles(folder, texts)).toThrow('ENOSPC');
    expect(snapshot(folder)).toEqual(before);
  });

  test('are refused together, with each obstacle once', async () => {
    symlinkSync(outside, join(folder, 'link'));
    mkdirSync(join(folder, 'a/two.txt'));
    const before = [snapshot(folder), snapshot(outside)];
    const texts = new Map(['a/one.txt', 'a/two.txt', 'link/one.txt', 'link/two.txt'].map((path) => [path, 'new\n']));
    expect(await codesOf(() => writeFiles(folder, texts))).toEqual(['file-not-ours', 'path-outside-workspace']);
    expect([snapshot(folder), snapshot(outside)]).toEqual(before);
  });

  test('cannot leave the folder by their own path', async () => {
    const before = snapshot(outside);
    expect(await codesOf(() => writeFiles(folder, new Map([['../outside/one.txt', 'new\n']])))).toEqual([
      'path-outside-workspace',
    ]);
    expect(snapshot(outside)).toEqual(before);
  });

  test('are not renamed through a link that was created after the check', async () => {
    const before = snapshot(outside);
    onceCalled('writeFileSync', 1, swap);
    expect(await codesOf(() => writeFiles(folder, new Map([['a/one.txt', 'new\n']])))).toEqual([
      'path-outside-workspace',
    ]);
    expect(snapshot(outside)).toEqual(before);
  });

  test('are not staged through a link that replaced a new folder', async () => {
    // The time of the folder tells of a file that came and went.
    const outsideNow = () => [snapshot(outside), statSync(outside, { bigint: true }).mtimeNs];
    const before = outsideNow();
    onceCalled('mkdirSync', 1, () => {
      renameSync(join(folder, 'new'), join(folder, 'moved'));
      symlinkSync(outside, join(folder, 'new'));
    });
    expect(await codesOf(() => writeFiles(folder, new Map([['new/one.txt', 'new\n']])))).toEqual([
      'path-outside-workspace',
    ]);
    expect(outsideNow()).toEqual(before);
  });
});

describe('deleting', () => {
  test('removes a file and the folders above it that are then empty, but not the folder that contains all files', () => {
    deleteFile(folder, 'a/one.txt');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keeps a folder with other content', () => {
    writeFileSync(join(folder, 'a/two.txt'), 'two\n');
    deleteFile(folder, 'a/one.txt');
    expect(readdirSync(join(folder, 'a'))).toEqual(['two.txt']);
  });

  test.each([
    ['a file behind a link', 'a/one.txt', swap],
    ['a link', 'a/two.txt', () => symlinkSync(join(outside, 'two.txt'), join(folder, 'a/two.txt'))],
    ['a folder', 'a', () => {}],
    ['a file beside the folder', '../outside/one.txt', () => {}],
  ])('keeps %s', (_, path, prepare) => {
    prepare();
    const before = [snapshot(folder), snapshot(outside)];
    deleteFile(folder, path);
    expect([snapshot(folder), snapshot(outside)]).toEqual(before);
  });

  test.each([
    ['a folder behind a link', 'a/inner'],
    ['a link to a folder', 'a'],
    ['the folder itself', '.'],
    ['a folder beside it', '../outside'],
  ])('a whole folder keeps %s', (_, path) => {
    swap();
    mkdirSync(join(outside, 'inner'));
    const before = [snapshot(folder), snapshot(outside)];
    deleteFolder(folder, path);
    expect([snapshot(folder), snapshot(outside)]).toEqual(before);
  });
});

test('a file that another process has made at a fresh path is kept', async () => {
  const texts = new Map([
    ['b/ours.txt', 'ours'],
    ['a/one.txt', 'ours'],
  ]);
  expect(await codesOf(() => writeFiles(folder, texts, { fresh: new Set(texts.keys()) }))).toEqual(['file-not-ours']);
  expect(read('a/one.txt')).toBe('one\n');
  expect(readdirSync(join(folder, 'a'))).toEqual(['one.txt']);
});
