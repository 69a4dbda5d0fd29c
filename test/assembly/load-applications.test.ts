import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { loadApplications } from '../../src/assembly/load-applications';
import { Problems } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';

// Node would wait for ever for what a pipe or a device holds.
test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ['a link to a device', (path: string) => symlinkSync('/dev/zero', path)],
  ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', path)],
])('%s in the place of an application is reported, and not read', async (_, make) => {
  const root = folderWith({ 'apps/_part.ts': '' });
  make(join(root, 'apps/shop.ts'));
  const problems = new Problems();
  expect(await loadApplications(root, problems)).toEqual({ applications: [], unloaded: ['shop'] });
  const found = problems.issues.map(({ code, location }) => [code, location?.file]);
  expect(found).toEqual([['file-unreadable', 'apps/shop.ts']]);
});
