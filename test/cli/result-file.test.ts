import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { resultFile } from '../../src/cli/result-file';
import { folderWith } from '../helpers/files';
import { codesOf } from '../scenarios/codes';

const root = folderWith({ 'old.json': 'old', 'folder/inside.json': '' });
symlinkSync('old.json', join(root, 'link.json'));

it.each(['folder', 'missing/report.json', 'old.json/report.json', 'link.json', '/dev/null'])(
  'a result is not written to %s, and the command stops before it does anything',
  async (path) => {
    expect(await codesOf(async () => resultFile(join(path.startsWith('/') ? '/' : root, path)))).toEqual([
      'report-unwritable',
    ]);
    expect(readFileSync(join(root, 'old.json'), 'utf8')).toBe('old');
  },
);

it.each(['old.json', 'new.json', 'folder/new.json'])('a result is written to %s', (path) => {
  resultFile(join(root, path))('{}');
  expect(readFileSync(join(root, path), 'utf8')).toBe('{}\n');
});
