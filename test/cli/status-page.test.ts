import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindDeploymentsOptions } from '../../src/actions/deployments/clusters';
import { statusPage } from '../../src/cli/status-page';
import { issueError } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';

const start = process.cwd();
const answers = new Map<string, string>();
jest.doMock('../../src/actions/status/status', () => ({
  status: async ({ environments = ['all'] }: FindDeploymentsOptions) => {
    const state = answers.get(environments.join());
    if (state === undefined) throw issueError('workspace-empty', 'no context');
    const deployment = { application: 'shop', flow: 'web', environment: 'dev', instance: 'shop', state };
    const flows = [{ application: 'shop', flow: 'web', deployments: [deployment] }];
    return { environments: ['dev'], flows, drift: [], hotfixes: [], holds: [], issues: [] };
  },
}));

afterEach(() => {
  answers.clear();
  process.chdir(start);
});

function inWorkspace(): string {
  const root = folderWith({ 'my wörk/towpath.yaml': 'workspace: the-shop\n', 'my wörk/package.json': '{}' });
  const folder = join(root, 'my wörk');
  process.chdir(folder);
  return folder;
}

test.each(['all', 'dev'])('the page is written if the status of %s is known', async (asked) => {
  const folder = inWorkspace();
  answers.set(asked, 'healthy');
  const address = (await statusPage('dev')) ?? '';
  expect(fileURLToPath(address)).toBe(join(folder, '.towpath/status.html'));
  expect(readFileSync(fileURLToPath(address), 'utf8')).toContain('<h1>the-shop</h1>');
});

test.each([undefined, 'unknown'])('there is no page if the state is %s everywhere', async (state) => {
  inWorkspace();
  if (state) answers.set('all', state).set('dev', state);
  expect(await statusPage('dev')).toBeUndefined();
});
