import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shopFiles, workspaceWith } from '../helpers/workspace';

/**
 * Loaded by Node before towpath, it prints which bundles and which costly modules of Node were loaded in the end. The
 * stream of an output counts too, because Node loads its network for it.
 */
const witness = `
  const costly = ['child_process', 'console', 'crypto', 'net', 'readline', 'stream', 'worker_threads', 'zlib'];
  const Module = require('node:module');
  const load = Module._load;
  const loaded = new Set();
  for (const output of ['stdout', 'stderr']) {
    const { get } = Object.getOwnPropertyDescriptor(process, output);
    Object.defineProperty(process, output, { configurable: true, get() { loaded.add(output); return get.call(process); } });
  }
  Module._load = function (name, ...rest) {
    if (costly.includes(name.replace('node:', ''))) loaded.add(name.replace('node:', ''));
    return load.call(this, name, ...rest);
  };
  process.on('exit', () => {
    const bundles = Object.keys(require.cache).flatMap((file) => /lib.bundle.([a-z-]+)\\.js$/.exec(file)?.[1] ?? []);
    require('node:fs').writeSync(2, 'loaded: ' + [...bundles.sort(), ...[...loaded].sort()].join(' ') + '\\n');
  });
`;

async function loaded(folder: string, args: readonly string[]): Promise<string | undefined> {
  const file = join(folderWith({ 'witness.cjs': witness }), 'witness.cjs');
  const { stderr } = await towpath(folder, args, { node: ['--require', file], env: { XDG_CACHE_HOME: '/dev/null' } });
  return /^loaded: (.*)$/m.exec(stderr)?.[1];
}

test.each<[string, string]>([
  ['--version', ''],
  ['--help', 'command-line core'],
  ['sinth', 'command-line core'],
  ['synth --help', 'command-line commands core'],
  ['synth --frobnicate', 'command-line commands core'],
  ['status --help', 'command-line commands core'],
])('towpath %s loads what it prints, and no more', async (call, expected) => {
  expect(await loaded(folderWith({}), call.split(' '))).toBe(expected);
});

test('a synth loads the bundles that it needs, and nothing for clusters', async () => {
  const found = (await loaded(workspaceWith(shopFiles), ['synth']))?.split(' ') ?? [];
  const bundles = ['command-line', 'commands', 'core', 'synthesis', 'yaml', 'zod'];
  expect(found.slice(0, bundles.length)).toEqual(bundles);
  expect(
    found.filter((name) => ['actions', 'adoption', 'codes', 'patterns', 'python', 'source'].includes(name)),
  ).toEqual([]);
});
