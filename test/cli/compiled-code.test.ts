import module from 'node:module';
import { join } from 'node:path';
import { keepCompiledCode } from '../../src/cli/compiled-code';
import { folderWith } from '../helpers/files';

// These tests replace the function of Node.js 22, which Node.js 20 lacks.
const node = module as { enableCompileCache?: unknown };
const original = node.enableCompileCache;
const variables = { ...process.env };
const enable = jest.fn();

beforeEach(() => {
  enable.mockReset();
  node.enableCompileCache = enable;
  process.env.XDG_CACHE_HOME = folderWith({});
});
afterEach(() => {
  delete node.enableCompileCache;
  if (original !== undefined) node.enableCompileCache = original;
  process.env.XDG_CACHE_HOME = variables.XDG_CACHE_HOME;
  if (variables.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
});

test('compiled code is kept in the cache of the user', () => {
  keepCompiledCode();
  expect(enable.mock.calls).toEqual([[join(process.env.XDG_CACHE_HOME ?? '', 'towpath/compiled')]]);
});

test('no compiled code is kept if no folder belongs to the user alone', () => {
  process.env.XDG_CACHE_HOME = '/dev/null/nowhere';
  keepCompiledCode();
  expect(enable).not.toHaveBeenCalled();
});

test('no folder is created with a version of Node that keeps no compiled code', () => {
  delete node.enableCompileCache;
  process.env.XDG_CACHE_HOME = join(process.env.XDG_CACHE_HOME ?? '', 'caches');
  expect(() => keepCompiledCode()).not.toThrow();
  expect(require('node:fs').existsSync(process.env.XDG_CACHE_HOME)).toBe(false);
});
