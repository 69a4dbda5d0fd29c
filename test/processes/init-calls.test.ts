import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { workspaceWith } from '../helpers/workspace';

test('the workspace of init is valid without warnings, and can be synthesized at once', async () => {
  const root = workspaceWith({});
  expect(await towpath(root, ['init', 'shop'])).toMatchObject({ code: 0 });
  expect(await towpath(root, ['validate'])).toMatchObject({ code: 0, stderr: '' });
  expect(await towpath(root, ['schema', '--check'])).toMatchObject({ code: 0 });
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(root, 'dist/prod/shop/web-deployment.yaml'))).toBe(true);
});

test('an invalid name of an application is a user error', async () => {
  const { code, stderr } = await towpath(workspaceWith({}), ['init', 'My Shop']);
  expect(code).toBe(2);
  expect(stderr).toContain('invalid-name');
});

test.each([
  ['pnpm', { 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: [packages/*]\n' }],
  ['yarn', { 'package.json': '{"packageManager":"yarn@4.5.0","workspaces":["packages/*"]}' }],
  ['npm', { 'package.json': '{"workspaces":["packages/*"]}' }],
])(
  'a package of a monorepo, in a path with spaces, becomes a workspace, and its advice names %s',
  async (manager, files) => {
    const root = workspaceWith({ '.git/HEAD': '', 'packages/das Lädchen/package.json': '{"name":"shop"}', ...files });
    const folder = join(root, 'packages/das Lädchen');
    const { code, stderr } = await towpath(folder, ['init', 'shop']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `\nnext, run: ${manager} install && ${manager} run synth && ${manager} test\n`,
    });
    expect(existsSync(join(root, 'apps'))).toBe(false);
    expect(await towpath(folder, ['synth', '--check'])).toMatchObject({ code: 1, stderr: '' });
    expect(await towpath(folder, ['validate'])).toMatchObject({ code: 0, stderr: '' });
  },
);

test('a package.json that is not UTF-8 stops init before it writes', async () => {
  const root = folderWith({});
  writeFileSync(join(root, 'package.json'), Buffer.from([0x7b, 0xff, 0x7d]));
  const { code, stderr } = await towpath(root, ['init', 'shop']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error [a-z-]+: .*package\.json/);
  expect(readdirSync(root)).toEqual(['package.json']);
});

test('a repository of Python gets files only after somebody accepts the proposal, which a script does with -y', async () => {
  const root = workspaceWith({ 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' });
  const shown = await towpath(root, ['init', 'shop']);
  expect(shown).toMatchObject({ code: 1 });
  expect(shown.stdout).toContain("new ServiceFlow(this, 'app', {");
  expect(shown.stdout).toContain('app.py:2');
  expect(shown.stderr).toContain('towpath init shop -y');
  expect(existsSync(join(root, 'deploy'))).toBe(false);
  expect(await towpath(root, ['init', 'shop', '-y'])).toMatchObject({ code: 0 });
  expect(existsSync(join(root, 'deploy/apps/shop.ts'))).toBe(true);
  expect(await towpath(join(root, 'deploy'), ['synth'])).toMatchObject({ code: 0, stderr: '' });
});

test('portal init shows the files above the workspace, and writes them with -y', async () => {
  const root = workspaceWith({ 'deploy/towpath.yaml': 'source: ..\n' });
  const deploy = join(root, 'deploy');
  const file = '.acme_portal_sdk/flow_deploy.py';
  git(root, 'init', '-q');
  const shown = await towpath(deploy, ['portal', 'init']);
  expect(shown).toMatchObject({ code: 1 });
  expect(shown.stdout).toContain(`../${file}`);
  expect(shown.stderr).toContain('towpath portal init -y');
  expect(existsSync(join(root, file))).toBe(false);
  const written = await towpath(deploy, ['portal', 'init', '-y']);
  expect(written).toMatchObject({ code: 0 });
  expect(written.stderr).toContain(`open this folder in the editor: ${root}`);
  expect(existsSync(join(root, file))).toBe(true);
  expect(await towpath(deploy, ['portal', 'init'])).toMatchObject({ code: 0 });
});
