import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
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
