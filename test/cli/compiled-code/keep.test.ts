import module from 'node:module';
import { join } from 'node:path';
import { keepCompiledCode } from '../../../src/cli/compiled-code/keep';
import { folderWith } from '../../helpers/files';

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

test('Node keeps compiled code in the cache of the user', () => {
  keepCompiledCode('synth');
  expect(enable.mock.calls).toEqual([[join(process.env.XDG_CACHE_HOME ?? '', 'towpath/compiled')]]);
});

test('no compiled code is kept if no folder belongs to the user alone', () => {
  process.env.XDG_CACHE_HOME = '/dev/null/nowhere';
  keepCompiledCode('synth');
  expect(enable).not.toHaveBeenCalled();
});
