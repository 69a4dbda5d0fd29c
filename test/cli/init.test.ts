import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
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
