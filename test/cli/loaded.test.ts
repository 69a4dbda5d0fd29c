import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shopFiles, workspaceWith } from '../helpers/workspace';

/** Loaded by Node before towpath, it prints which bundles and which costly modules of Node were loaded in the end. */
const witness = `
  const costly = ['child_process', 'console', 'crypto', 'net', 'readline', 'stream', 'worker_threads', 'zlib'];
  const Module = require('node:module');
  const load = Module._load;
  const loaded = new Set();
  Module._load = function (name, ...rest) {
    if (costly.includes(name.replace('node:', ''))) loaded.add(name.replace('node:', ''));
    return load.call(this, name, ...rest);
  };
  process.on('exit', () => {
    const bundles = Object.keys(require.cache).flatMap((file) => /lib.bundle.([a-z-]+)\\.js$/.exec(file)?.[1] ?? []);
    process.stderr.write('loaded: ' + [...bundles.sort(), ...[...loaded].sort()].join(' ') + '\\n');
  });
`;

async function loaded(folder: string, args: readonly string[]): Promise<string | undefined> {
  const file = join(folderWith({ 'witness.cjs': witness }), 'witness.cjs');
  const { stderr } = await towpath(folder, args, { node: ['--require', file], env: { XDG_CACHE_HOME: '/dev/null' } });
  return /^loaded: (.*)$/m.exec(stderr)?.[1];
}

test.each([['--version'], ['--help'], ['sinth'], ['synth', '--help'], ['synth', '--frobnicate'], ['status', '--help']])(
  'towpath %s %s loads what it prints, and no more',
  async (...args) => {
    expect(await loaded(folderWith({}), args)).toBe('command-line core');
  },
);

test('a synth loads the bundles that it needs, and nothing for clusters', async () => {
  const found = (await loaded(workspaceWith(shopFiles), ['synth']))?.split(' ') ?? [];
  const bundles = ['command-line', 'core', 'synthesis', 'yaml', 'zod'];
  expect(found.slice(0, bundles.length)).toEqual(bundles);
  expect(found.filter((name) => ['actions', 'adoption', 'patterns', 'python', 'source'].includes(name))).toEqual([]);
});
