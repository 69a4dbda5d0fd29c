import { stringify } from 'yaml';
import { deployment } from '../adoption/objects';
import { towpath } from '../helpers/cli';
import { tree, workspaceWith } from '../helpers/workspace';

const text = (object: object) => stringify(object);
const secret = deployment('web', { env: [{ name: 'DB_PASSWORD', value: 'correct-horse-battery' }] });

describe('towpath adopt', () => {
  it('writes files that synth takes, and says that they make equal objects', async () => {
    const root = workspaceWith({ 'old/web.yaml': text(deployment('web')) });
    const { code, stdout } = await towpath(root, ['adopt', 'shop', 'prod=old']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('equal: the files make the 1 object in 1 environment')]);
    expect((await towpath(root, ['synth'])).code).toBe(0);
    expect(tree(root)['dist/prod/shop/web-deployment.yaml']).toContain('example/web:v1');
  });

  it.each([
    ['1 for a credential', 1, []],
    ['0 for an accepted credential', 0, ['--accept-secrets']],
  ])('exits with %s, and never prints it', async (_, expected, flags) => {
    const root = workspaceWith({ 'old.yaml': text(secret) });
    const { code, stdout, stderr } = await towpath(root, ['adopt', 'shop', 'prod=old.yaml', '--dry-run', ...flags]);
    expect(code).toBe(expected);
    expect(stdout).toContain('kubectl create secret generic web-credentials');
    expect(stdout + stderr).not.toContain('correct-horse-battery');
  });

  it('exits with 2 for a document that cannot be read, and adopts the others', async () => {
    const root = workspaceWith({ 'old/a.yaml': 'kind: [\n', 'old/b.yaml': text(deployment('web')) });
    const { code, stderr } = await towpath(root, ['adopt', 'shop', 'prod=old']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/adopt-unreadable.*old\/a\.yaml/s)]);
    expect(Object.keys(tree(root))).toContain('apps/shop.ts');
  });

  it.each([
    ['without an environment', ['old']],
    ['with one environment twice', ['a=old', 'a=old']],
    ['with a source that does not exist', ['a=nowhere']],
    ['with a name that no environment can have', ['../a=old']],
  ])('exits with 2 %s, and writes nothing', async (_, sources) => {
    const root = workspaceWith({ 'old/web.yaml': text(deployment('web')) });
    const { code, stderr } = await towpath(root, ['adopt', 'shop', ...sources]);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/bug in towpath|at .*\.js/);
    expect(tree(root)).toEqual({ 'old/web.yaml': text(deployment('web')) });
  });
});
