import { lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerFlow } from '../../src';
import { init } from '../../src/actions/init/init';
import { pin } from '../../src/actions/pin/pin';
import { schema } from '../../src/actions/schema/schema';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { snapshot } from '../helpers/snapshot';

const shop = define((app) => new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 }));
const applications = { shop };

let root: string;
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const isLink = (path: string) => lstatSync(join(root, path)).isSymbolicLink();
const codes = async (work: () => Promise<unknown>) => (await failure(work)).map(({ code }) => code);

beforeEach(() => {
  root = folderWith({ 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }\n', 'src/environment.json': 'mine\n' });
});

test.each(['shared.txt', 'environments/shared.txt'])(
  'pin edits %s, the target of a link, and keeps the link',
  async (to) => {
    renameSync(join(root, 'environments/dev.yaml'), join(root, to));
    symlinkSync(join(root, to), join(root, 'environments/dev.yaml'));
    await pin({ root, applications, environment: 'dev', pins: ['shop=v2'] });
    expect([read(to), isLink('environments/dev.yaml')]).toEqual(['apps: { shop: { tag: v2 } }\n', true]);
  },
);

test('pin follows a link that replaces environments/', async () => {
  renameSync(join(root, 'environments'), join(root, 'config'));
  symlinkSync('config', join(root, 'environments'));
  await pin({ root, applications, environment: 'dev', pins: ['shop=v2'] });
  expect([read('config/dev.yaml'), isLink('environments')]).toEqual(['apps: { shop: { tag: v2 } }\n', true]);
});

test('schema follows a link that replaces environments/', async () => {
  renameSync(join(root, 'environments'), join(root, 'config'));
  symlinkSync('config', join(root, 'environments'));
  const { written } = await schema({ root, applications });
  expect(written).toContain('environments/.schema/environment.json');
  expect(read('config/.schema/environment.json')).toContain('"$schema"');
});

test.each([
  ['environments/.schema', '../src'],
  ['environments/.schema/environment.json', '../../src/environment.json'],
  ['environments/.schema/environment.json', '../dev.yaml'],
])('schema refuses the link %s to %s, and writes no other schema', async (path, to) => {
  if (path.endsWith('.json')) mkdirSync(join(root, 'environments/.schema'));
  symlinkSync(to, join(root, path));
  const before = snapshot(root);
  expect(await codes(() => schema({ root, applications }))).toEqual(['file-not-ours']);
  expect(await codes(() => schema({ root, applications, check: true }))).toEqual(['file-not-ours']);
  expect(snapshot(root)).toEqual(before);
});

test('init writes to the targets of links in the workspace, and keeps the links', () => {
  root = folderWith({ 'git/ignore': '*.log\n', 'code/keep.txt': '' });
  symlinkSync('git/ignore', join(root, '.gitignore'));
  symlinkSync('code', join(root, 'apps'));
  symlinkSync('git/new.yaml', join(root, 'towpath.yaml'));
  init({ root, name: 'shop' });
  expect(read('git/ignore')).toBe('*.log\nnode_modules/\n/.towpath/\n');
  expect(['code/shop.ts', 'git/new.yaml'].map((path) => read(path).length > 0)).toEqual([true, true]);
  expect(['.gitignore', 'apps', 'towpath.yaml'].map(isLink)).toEqual([true, true, true]);
});

test.each(['.gitignore', 'package.json', 'apps/shop.ts'])('init refuses a folder with the name %s', async (path) => {
  root = folderWith({ [`${path}/mine.txt`]: 'mine\n' });
  const before = snapshot(root);
  expect(await codes(async () => init({ root, name: 'shop' }))).toEqual(['file-not-ours']);
  expect(snapshot(root)).toEqual(before);
});
