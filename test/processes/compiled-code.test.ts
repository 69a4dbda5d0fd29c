import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

/** Node.js 22 keeps compiled code itself. */
const describeWithout = 'enableCompileCache' in module ? describe.skip : describe;

describeWithout('with a version of Node that keeps no compiled code', () => {
  /** Starts towpath with a cache, and tells what it did and which packs are there. */
  async function start(cache: string, root: string, args: readonly string[], env = {}) {
    const { code, stdout, stderr } = await towpath(root, args, { env: { XDG_CACHE_HOME: cache, ...env } });
    return { code, stdout, stderr };
  }

  const packsIn = (cache: string) => {
    const folder = join(cache, 'towpath/compiled');
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  };
  const inodes = (cache: string) => packsIn(cache).map((path) => statSync(path).ino);

  test('the second start takes all that the first one compiled', async () => {
    const cache = folderWith({});
    const root = workspaceWith(shopFiles);
    const first = await start(cache, root, ['synth', '--stdout']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const before = inodes(cache);
    expect(before).toHaveLength(2);
    expect(await start(cache, root, ['synth', '--stdout'])).toEqual(first);
    expect(inodes(cache)).toEqual(before);
  });

  test('help and wrong calls have one pack together, and each command has its own', async () => {
    const cache = folderWith({});
    for (const call of ['--help', 'sinth', 'flaws']) await start(cache, cache, [call]);
    expect(packsIn(cache)).toHaveLength(1);
    for (const call of ['synth', 'flows']) await start(cache, cache, [call, '--help']);
    expect(packsIn(cache)).toHaveLength(3);
  });

  test('code that V8 refuses is compiled again, and replaced', async () => {
    const cache = folderWith({});
    const first = await start(cache, cache, ['--help']);
    for (const path of packsIn(cache)) {
      const bytes = readFileSync(path);
      const code = bytes.indexOf('\n') + 1;
      writeFileSync(path, bytes.fill(1, code + ((8 - (code % 8)) % 8), code + 32));
    }
    const before = inodes(cache);
    expect(await start(cache, cache, ['--help'])).toEqual(first);
    expect(inodes(cache)).not.toEqual(before);
  });

  test('packages import as they do without a cache, and have all of `require`', async () => {
    const cache = folderWith({});
    const root = workspaceWith({
      ...shopFiles,
      'apps/shop.ts': `import lazy from 'lazy';\nprocess.stderr.write(lazy.part + typeof (await lazy.later()).EOL + (await lazy.near()).own);\n${shop}`,
    });
    mkdirSync(join(root, 'node_modules/lazy'));
    const files = {
      'package.json': '{ "name": "lazy" }',
      'index.js':
        "module.exports = { later: () => import('node:os'), near: () => import('./near.mjs'), part: require('./part') };",
      'near.mjs': 'export const own = import.meta.url.slice(-8);',
      'part.js': `
        const { parent, paths } = module;
        module.exports = JSON.stringify([parent.filename, parent.children.length, paths.length > 2, typeof require.main.filename,
          require.resolve('./index.js'), require.resolve.paths('lazy').length > 2, module.id in require.cache, this === exports]);`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'node_modules/lazy', name), text);
    const index = join(root, 'node_modules/lazy/index.js');
    const found = `${JSON.stringify([index, 1, true, 'string', index, true, true, true])}stringnear.mjs`;
    const first = await start(cache, root, ['validate']);
    expect(first).toMatchObject({ code: 0, stderr: found });
    expect(await start(cache, root, ['validate'])).toEqual(first);
  });

  test('with TOWPATH_DEBUG, a stack trace names lines of the source, whatever is kept', async () => {
    const cache = folderWith({});
    const breaks = "JSON.stringify = () => { throw new RangeError('on purpose'); };";
    const root = workspaceWith({ ...shopFiles, 'breaks.cjs': breaks });
    // An application that replaced it would be reported.
    const variables = { NODE_OPTIONS: `--require=${join(root, 'breaks.cjs')}` };
    expect((await start(cache, root, ['synth'], variables)).stderr).toContain('on purpose');
    const { stderr } = await start(cache, root, ['synth'], { ...variables, TOWPATH_DEBUG: '1' });
    expect(stderr).toMatch(/ \(?\S*\/src\/[a-z/-]+\.ts:\d+:\d+\)?\n/);
    expect(stderr).not.toContain('lib/bundle');
  });
});
