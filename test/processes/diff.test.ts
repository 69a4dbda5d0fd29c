import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn, towpath } from '../helpers/cli';
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

test('diff --base exits with 0 and prints nothing if nothing changes', async () => {
  expect(await towpath(root, ['diff', '--base', 'main'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(await towpath(root, ['diff', '--base', 'main', '-o', 'json'])).toMatchObject({ code: 0, stdout: '[]\n' });
});

describe('with another tag in prod', () => {
  beforeAll(() => {
    writeFileSync(join(root, 'environments/prod.yaml'), shopFiles['environments/prod.yaml'].replace('v1', 'v2'));
  });

  test('it exits with 1, and shows only the images', async () => {
    const { code, stdout } = await towpath(root, ['diff', '--base', 'main']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^prod: pin only\n/);
    expect(stdout).toContain('example/api:v1 → example/api:v2');
    expect(stdout).not.toContain('app.kubernetes.io/version');
  });

  test('as Markdown it folds the details of each environment', async () => {
    const { code, stdout } = await towpath(root, ['diff', '--base', 'main', '-o', 'markdown']);
    expect(code).toBe(1);
    expect(stdout).toContain('<summary><b>prod</b>: pin only, 2 objects</summary>');
  });

  test('as JSON it contains every field', async () => {
    const { stdout } = await towpath(root, ['diff', '--base', 'main', '-o', 'json']);
    const changes: { pinOnly: boolean; fields: { path: string }[] }[] = JSON.parse(stdout);
    expect(changes.map(({ pinOnly }) => pinOnly)).toEqual([true, true]);
    expect(changes[0]?.fields.map(({ path }) => path)).toContain('metadata.labels["app.kubernetes.io/version"]');
  });
});

test('an unknown commit is a user error', async () => {
  const { code, stderr } = await towpath(root, ['diff', '--base', 'nope']);
  expect(code).toBe(2);
  expect(stderr).toContain('base-unreadable');
});

test.each([
  ['neither a base nor an environment', [], '--base'],
  ['several environments for one cluster', ['-e', 'dev,prod'], '-e ENV'],
  ['flows with a base', ['--base', 'main', 'api'], '--base'],
  ['an option for clusters with a base', ['--base', 'main', '--take-ownership'], '--take-ownership'],
  ['--no-prune with a base', ['--base', 'main', '--no-prune'], '--no-prune'],
  ['a format of cluster diffs with a base', ['--base', 'main', '-o', 'side-by-side'], 'side-by-side'],
  ['a format of commit diffs without a base', ['-e', 'prod', '-o', 'markdown'], 'markdown'],
])('%s: the call is a usage error', async (_, args, named) => {
  const { code, stdout, stderr } = await towpath(root, ['diff', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(named);
  expect(stderr).toContain('--help');
});

test('variables for other commands do not affect a diff against a commit', async () => {
  const env = { TOWPATH_KUBECONFIG: '/nowhere', TOWPATH_TAKE_OWNERSHIP: '1', TOWPATH_NO_PRUNE: '1' };
  expect(await towpath(root, ['diff', '--base', 'HEAD', '--exit-zero'], { env })).toMatchObject({
    code: 0,
    stderr: '',
  });
});

test('a missing kubeconfig is an error, and no request is sent', async () => {
  const outcome = await towpath(root, ['diff', '-e', 'prod'], { env: { TOWPATH_KUBECONFIG: '/nowhere' } });
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(codesIn(outcome)).toEqual(['kubeconfig-unreadable']);
});
