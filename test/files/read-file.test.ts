import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { largestFile, readFault, readUserFile, readUserText, unreadableIssue } from '../../src/files/read-file';
import { folderWith } from '../helpers/files';
import { makeUnreadable, unreadable } from '../helpers/unreadable';

const read = (path: string, limit?: number): string => {
  try {
    return readUserText(path, limit);
  } catch (error) {
    return `refused: ${readFault(error)}`;
  }
};

test.each(unreadable)('%s is refused at once', (how) => {
  const path = join(folderWith({}), 'a.txt');
  makeUnreadable(path, how);
  expect(read(path)).toMatch(/^refused: (it is|it does not exist|its links form a circle)/);
});

test('the limit is the largest size that is read', () => {
  const path = join(folderWith({ 'a.txt': 'abc' }), 'a.txt');
  expect(read(path, 3)).toBe('abc');
  expect(read(path, 2)).toMatch(/^refused: it is larger than/);
  expect(largestFile).toBe(64 * 1024 * 1024);
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a file whose size the system does not know is read to its end', () => {
  expect(readUserText('/proc/self/status')).toContain('Pid:');
  expect(() => readUserFile('/proc/self/status', 10)).toThrow('it is larger than');
});

test('the issue names the first line that is not UTF-8', () => {
  const path = join(folderWith({}), 'a.txt');
  writeFileSync(path, Buffer.concat([Buffer.from('käse\nb\n'), Buffer.from([0x63, 0xe9])]));
  let found: unknown;
  try {
    readUserText(path);
  } catch (error) {
    found = error;
  }
  expect(unreadableIssue('a.txt', found)).toMatchObject({
    code: 'file-unreadable',
    location: { file: 'a.txt', line: 3 },
  });
});
