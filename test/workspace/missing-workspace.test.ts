import { join } from 'node:path';
import { pin, synth } from 'towpath/actions';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

test('above a workspace in `deploy/`, one error names that folder', async () => {
  const root = folderWith({ 'app.py': '', 'deploy/towpath.yaml': '' });
  const [issue, ...more] = await failure(() => synth({ root }));
  expect(issue?.message).toBe(`the folders \`apps/\` and \`environments/\` in \`${root}\` are missing or empty`);
  expect(issue?.hint).toBe('run towpath in `deploy/`, which is a workspace');
  expect(more).toEqual([]);
});

test('a command about an environment says that the workspace is missing', async () => {
  const root = folderWith({ 'deploy/notes.txt': '' });
  const issues = await failure(() => pin({ root, environment: 'dev', pins: ['shop=v1'] }));
  expect(issues.map(({ code }) => code)).toEqual(['workspace-empty']);
  expect(issues[0]?.hint).toContain('towpath init');
});

test('a workspace without applications knows its environments', async () => {
  const root = folderWith({ [join('environments', 'prod.yaml')]: 'namespace: shop' });
  const issues = await failure(() => pin({ root, environment: 'prd', pins: ['shop=v1'] }));
  expect(issues.map(({ code, hint }) => [code, hint])).toEqual([['unknown-environment', 'did you mean `prod`?']]);
});
