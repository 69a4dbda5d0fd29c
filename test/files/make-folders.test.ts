import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../src/files/make-folders';
import { folderWith } from '../helpers/files';

test('a folder is made with those above it, and the topmost new one is told', () => {
  const root = folderWith({});
  expect(makeFolders(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(makeFolders(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  expect(makeFolders(join(root, 'a/b/d'))).toBeUndefined();
});

test.each(['file', 'file/below'])('a file in the way is an error: %s', (path) => {
  const root = folderWith({});
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolders(join(root, path))).toThrow(/EEXIST|ENOTDIR/);
});

test('a place where the system makes no folders is an error', () => {
  expect(existsSync('/proc/nowhere')).toBe(false);
  expect(() => makeFolders('/proc/nowhere/a/b')).toThrow(expect.objectContaining({ syscall: 'mkdir' }));
});
