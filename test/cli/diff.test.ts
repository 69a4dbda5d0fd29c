import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { git } from '../helpers/git';
import { shopFiles, workspaceWith } from '../helpers/workspace';

let root: string;
beforeAll(async () => {
  root = workspaceWith({ ...shopFiles, '.gitignore': 'node_modules\n' });
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0 });
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
});

test('diff --base exits with 0 where nothing changes, and says nothing', async () => {
  expect(await towpath(root, ['diff', '--base', 'main'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(await towpath(root, ['diff', '--base', 'main', '-o', 'json'])).toMatchObject({ code: 0, stdout: '[]\n' });
});

describe('with another tag in prod', () => {
  beforeAll(() => {
    writeFileSync(join(root, 'environments/prod.yaml'), shopFiles['environments/prod.yaml'].replace('v1', 'v2'));
  });

  test('it exits with 1, and shows the images alone', async () => {
    const { code, stdout } = await towpath(root, ['diff', '--base', 'main']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^prod: pin only\n/);
    expect(stdout).toContain('example/api:v1 → example/api:v2');
    expect(stdout).not.toContain('app.kubernetes.io/version');
  });

  test('as Markdown it folds each environment away', async () => {
    const { code, stdout } = await towpath(root, ['diff', '--base', 'main', '-o', 'markdown']);
    expect(code).toBe(1);
    expect(stdout).toContain('<summary><b>prod</b>: pin only, 2 objects</summary>');
  });

  test('as JSON it holds every field', async () => {
    const { stdout } = await towpath(root, ['diff', '--base', 'main', '-o', 'json']);
    const changes: { pinOnly: boolean; fields: { path: string }[] }[] = JSON.parse(stdout);
    expect(changes.map(({ pinOnly }) => pinOnly)).toEqual([true, true]);
    expect(changes[0]?.fields.map(({ path }) => path)).toContain('metadata.labels["app.kubernetes.io/version"]');
  });
});

test('a commit that is not there is an error of the user’s', async () => {
  const { code, stderr } = await towpath(root, ['diff', '--base', 'nope']);
  expect(code).toBe(2);
  expect(stderr).toContain('base-unreadable');
});

test('without a base it says what is missing', async () => {
  const { code, stderr } = await towpath(root, ['diff']);
  expect(code).toBe(2);
  expect(stderr).toContain('--base');
});
