import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

const withConfig = shop.replace(
  'super(scope, id, props);',
  "super(scope, id, props);\n    this.config('www', { folder: 'www' });",
);
let root: string;
beforeAll(() => {
  root = workspaceWith({ ...shopFiles, 'apps/shop.ts': withConfig, 'apps/www/index.html': 'hello' });
  mkdirSync(join(root, 'docs/deep'), { recursive: true });
});

const reading = [
  ['flows'],
  ['validate'],
  ['explain', '-e', 'dev', 'shop.api'],
  ['synth', '--stdout'],
  ['synth', '--check'],
  ['schema', '--check'],
  ['rbac', '-e', 'dev'],
  ['deploy', '-e', 'dev', '--dry-run=client'],
];

test.each(reading)('%s %s prints the same in each subfolder, and with -C', async (...args) => {
  const expected = await towpath(root, args);
  for (const folder of ['apps', 'apps/www', 'environments', 'docs/deep'])
    expect(await towpath(join(root, folder), args)).toEqual(expected);
  const elsewhere = folderWith({});
  expect(await towpath(elsewhere, ['-C', root, ...args])).toEqual(expected);
  expect(await towpath(elsewhere, [...args, '-C', join(root, 'docs')])).toEqual(expected);
});

test('a subfolder is not taken for a workspace: files are written to the workspace above', async () => {
  const { stdout } = await towpath(join(root, 'docs/deep'), ['synth', '--outdir', 'out']);
  expect(stdout).toContain('in out/');
  expect(await towpath(root, ['synth', '--check', '--outdir', 'out'])).toMatchObject({ code: 0 });
});

test('an error in an application names its file relative to the workspace', async () => {
  const broken = workspaceWith({ ...shopFiles, 'apps/shop.ts': shop.replace('port: 80', 'port: 0') });
  const { stderr } = await towpath(join(broken, 'environments'), ['validate']);
  expect(stderr).toContain('at apps/shop.ts:8');
});

test('a kubeconfig is relative to the folder in which the command runs', async () => {
  writeFileSync(join(root, 'docs/config'), 'clusters: []');
  const args = ['diff', '-e', 'dev', '--kubeconfig', 'config'];
  expect(codesIn(await towpath(root, args))).toEqual(['kubeconfig-unreadable']);
  expect(codesIn(await towpath(join(root, 'docs'), args))).not.toContain('kubeconfig-unreadable');
});

test('init makes a workspace of the folder itself, even below another workspace', async () => {
  const inner = join(root, 'docs/deep');
  expect(await towpath(inner, ['init', 'inner'])).toMatchObject({ code: 0 });
  expect((await towpath(inner, ['init', 'inner'])).stdout).toContain('apps/inner.ts');
});

test('-C refuses a folder that does not exist', async () => {
  const { code, stderr } = await towpath(root, ['-C', 'nowhere', 'flows']);
  expect(code).toBe(2);
  expect(stderr).toContain('nowhere');
});
