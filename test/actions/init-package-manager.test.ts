import { join } from 'node:path';
import { checkWorkflow } from '../../src/actions/init/ci';
import { packageManagerOf } from '../../src/actions/init/package-manager';
import { folderWith } from '../helpers/files';

test.each([
  ['nothing', {}, 'npm'],
  ['a lock file of pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm'],
  ['a lock file of yarn', { 'yarn.lock': '' }, 'yarn'],
  ['the field packageManager', { 'package.json': '{"packageManager":"pnpm@10.1.0"}' }, 'pnpm'],
  [
    'a field beside an old lock file',
    { 'package.json': '{"packageManager":"yarn@4.5.0"}', 'package-lock.json': '' },
    'yarn',
  ],
  ['a field that names another program', { 'package.json': '{"packageManager":"bun@1.2.0"}' }, 'npm'],
  ['a package.json that is not JSON', { 'package.json': '{', 'yarn.lock': '' }, 'yarn'],
  ['a field that is not a text', { 'package.json': '{"packageManager":{}}' }, 'npm'],
])('a folder with %s', (_, files, manager) => {
  expect(packageManagerOf(folderWith({ '.git/HEAD': '', ...files }))).toBe(manager);
});

test('a package below the root of a repository is installed by the program of the root, and no further up', () => {
  const outer = folderWith({
    'yarn.lock': '',
    'repository/.git/HEAD': '',
    'repository/pnpm-lock.yaml': '',
    'repository/packages/deploy/package.json': '{}',
    'other/.git/HEAD': '',
    'other/packages/deploy/package.json': '{}',
  });
  expect(packageManagerOf(join(outer, 'repository/packages/deploy'))).toBe('pnpm');
  expect(packageManagerOf(join(outer, 'other/packages/deploy'))).toBe('npm');
});

test('the workflow calls the same program in each step', () => {
  expect(checkWorkflow('deploy', 'npm')).not.toContain('corepack');
  const steps = [...checkWorkflow('deploy', 'pnpm').matchAll(/run: (.*)$/gm)].map(([, step]) => step);
  expect(steps.slice(1).map((step) => step?.split(' ')[0])).toEqual(['corepack', 'pnpm', 'pnpm', 'pnpm', 'pnpm']);
});
