import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../../src/files/private-folder';
import { folderWith } from '../helpers/files';

let home: string;
beforeEach(() => {
  home = join(folderWith({}), 'home');
  mkdirSync(home, { mode: 0o755 });
});

const modeOf = (path: string) => statSync(path).mode & 0o7777;

test('a private folder is created with the folders above it, only for its owner', () => {
  expect(privateFolder(join(home, 'cache/code'))).toBe(join(home, 'cache/code'));
  expect([modeOf(join(home, 'cache')), modeOf(join(home, 'cache/code'))]).toEqual([0o700, 0o700]);
});

test('a private folder is used again', () => {
  privateFolder(join(home, 'code'));
  expect(privateFolder(join(home, 'code'))).toBe(join(home, 'code'));
});

test('a private folder is found through a link', () => {
  mkdirSync(join(home, 'real'), { mode: 0o700 });
  symlinkSync('real', join(home, 'link'));
  expect(privateFolder(join(home, 'link/code'))).toBe(join(home, 'real/code'));
});

test.each([0o777, 0o770, 0o1777])('a folder of mode %o is not private, because others can write to it', (mode) => {
  mkdirSync(join(home, 'code'));
  chmodSync(join(home, 'code'), mode);
  expect(privateFolder(join(home, 'code'))).toBeUndefined();
});

test('a folder is not private if everybody can replace it', () => {
  chmodSync(home, 0o777);
  expect(privateFolder(join(home, 'cache/code'))).toBeUndefined();
});

test('a folder is private below a folder where everybody can write, but only owners can rename', () => {
  chmodSync(home, 0o1777);
  expect(privateFolder(join(home, 'code'))).toBe(join(home, 'code'));
});

test('a folder is not private if another user owns it, or a folder above it', () => {
  const folder = privateFolder(join(home, 'code')) as string;
  const user = process.getuid?.() as number;
  jest.spyOn(process, 'getuid').mockReturnValue(user + 1);
  expect(privateFolder(folder)).toBeUndefined();
  jest.restoreAllMocks();
  expect(privateFolder(folder)).toBe(folder);
});

test('there is no private folder below a file or behind a link that points to itself', () => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync('loop', join(home, 'loop'));
  expect(privateFolder(join(home, 'file/code'))).toBeUndefined();
  expect(privateFolder(join(home, 'loop/code'))).toBeUndefined();
});
