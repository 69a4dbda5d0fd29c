import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { IssueCollector } from '../../src/diagnostics';
import { codeCache } from '../../src/workspace/code-cache';
import { loadApplications } from '../../src/workspace/load-applications';
import { folderWith } from '../helpers/files';

const variables = { ...process.env };
let top: string;
beforeEach(() => {
  top = folderWith({ 'workspace/apps/demo.ts': 'export const text: string = "";\n' });
  for (const folder of ['caches', 'shared', 'home']) mkdirSync(join(top, folder), { mode: 0o755 });
  process.env.XDG_CACHE_HOME = join(top, 'caches');
  jest.spyOn(os, 'tmpdir').mockReturnValue(join(top, 'shared'));
  jest.spyOn(os, 'homedir').mockReturnValue(join(top, 'home'));
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA']) delete process.env[name];
  Object.assign(process.env, variables);
});

const load = () => loadApplications(join(top, 'workspace'), new IssueCollector());

test('the JavaScript of applications is kept in the cache of the user, and not in the shared temporary folder', async () => {
  await load();
  expect(readdirSync(join(top, 'caches/towpath/code'))).toHaveLength(1);
  expect(readdirSync(join(top, 'shared'))).toEqual([]);
});

test('nothing is kept if other users can write to the cache', async () => {
  mkdirSync(join(top, 'caches/towpath/code'), { recursive: true });
  chmodSync(join(top, 'caches/towpath/code'), 0o777);
  await load();
  expect(readdirSync(join(top, 'caches/towpath/code'))).toEqual([]);
  expect(readdirSync(join(top, 'shared'))).toEqual([]);
});

test('the default cache is below the home of the user', () => {
  delete process.env.XDG_CACHE_HOME;
  delete process.env.LOCALAPPDATA;
  expect(codeCache('code')).toBe(join(top, 'home/.cache/towpath/code'));
});

test('a relative path in XDG_CACHE_HOME is ignored', () => {
  process.env.XDG_CACHE_HOME = 'relative';
  delete process.env.LOCALAPPDATA;
  expect(codeCache('code')).toBe(join(top, 'home/.cache/towpath/code'));
  expect(existsSync('relative')).toBe(false);
});

test('a user without a home has no cache', () => {
  delete process.env.XDG_CACHE_HOME;
  delete process.env.LOCALAPPDATA;
  jest.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('ENOENT: no such file or directory, uv_os_homedir');
  });
  expect(codeCache('code')).toBe(false);
});
