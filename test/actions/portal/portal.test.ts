import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, WorkerFlow } from 'towpath';
import { deployedAddress } from '../../../src/actions/portal/deployed-address';
import { webAddress } from '../../../src/actions/portal/file-address';
import { writePortalFiles } from '../../../src/actions/portal/portal-files';
import { isPortalPath, portalText } from '../../../src/actions/portal/portal-text';
import { writeFiles } from '../../../src/files/write-files';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { failure } from '../../helpers/outcome';

const running: object[] = [];
jest.doMock('../../../src/actions/deployments/find-deployments', () => ({
  findDeployments: async () => ({ deployments: running, issues: [] }),
}));

class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1 });
  }
}

const folder = '.acme_portal_sdk';

test('the four files are written once, and are the same afterwards', () => {
  const root = folderWith({});
  expect(writePortalFiles({ root }).written).toHaveLength(4);
  expect(writePortalFiles({ root })).toMatchObject({ written: [], kept: { length: 4 } });
});

test("a user's file is not replaced, and then no file is written", async () => {
  const root = folderWith({ [`${folder}/flow_deploy.py`]: '# mine\n' });
  const issues = await failure(async () => writePortalFiles({ root }));
  expect(issues).toMatchObject([{ code: 'portal-file-exists', location: { file: `${folder}/flow_deploy.py` } }]);
  expect(readFileSync(join(root, folder, 'flow_deploy.py'), 'utf8')).toBe('# mine\n');
  expect(existsSync(join(root, folder, 'flow_finder.py'))).toBe(false);
});

/** A repository with a workspace whose `towpath.yaml` says where its source is. */
function repositoryWith(workspace: string, source: string): string {
  const folder = folderWith({ [`${workspace}/towpath.yaml`]: `source: ${source}\n`, 'elsewhere/x.py': '' });
  git(folder, 'init', '-q');
  return folder;
}

test('the files are at the root of the repository that `source` names, and call the workspace', () => {
  const folder = repositoryWith("a/it's $& ü", '../..');
  const written = writePortalFiles({ root: join(folder, "a/it's $& ü") });
  expect(written).toMatchObject({ folder, written: { length: 4 } });
  expect(written.written[0]).toBe('../../.acme_portal_sdk/flow_finder.py');
  expect(readFileSync(join(folder, '.acme_portal_sdk/flow_finder.py'), 'utf8')).toContain(
    `(Path(__file__).parent / "../a/it's $& ü").resolve()`,
  );
  expect(existsSync(join(folder, 'a', '.acme_portal_sdk'))).toBe(false);
});

test.each([
  ['does not contain the workspace', 'deploy', '../elsewhere'],
  ['is above the checkout', 'deploy', '../..'],
  ['is the workspace', 'deploy', '.'],
])('the files are in the workspace if `source` %s', (_, workspace, source) => {
  const root = join(repositoryWith(workspace, source), workspace);
  expect(writePortalFiles({ root }).folder).toBe(root);
  expect(existsSync(join(root, folder, 'flow_finder.py'))).toBe(true);
});

test('the files are in a workspace that is a checkout of its own inside the source', () => {
  const root = join(repositoryWith('deploy', '..'), 'deploy');
  git(root, 'init', '-q');
  expect(writePortalFiles({ root }).folder).toBe(root);
});

test('a file of the root that is not ours is not replaced', async () => {
  const repository = repositoryWith('deploy', '..');
  writeFiles(repository, new Map([[`${folder}/flow_deploy.py`, '# mine\n']]));
  const issues = await failure(async () => writePortalFiles({ root: join(repository, 'deploy') }));
  expect(issues).toMatchObject([{ code: 'portal-file-exists', location: { file: `../${folder}/flow_deploy.py` } }]);
  expect(readdirSync(join(repository, folder))).toEqual(['flow_deploy.py']);
});

test('files in a folder that is a link find the workspace', () => {
  const root = folderWith({ 'editor/files/x': '' });
  symlinkSync('editor/files', join(root, folder));
  writePortalFiles({ root });
  expect(readFileSync(join(root, 'editor/files/flow_finder.py'), 'utf8')).toContain('parent / "../..")');
});

test('a link that leads out of the workspace is not followed', async () => {
  const [root, outside] = [folderWith({}), folderWith({})];
  symlinkSync(outside, join(root, folder));
  expect((await failure(async () => writePortalFiles({ root })))[0]?.code).toBe('path-outside-workspace');
  writeFileSync(join(outside, 'seen'), '');
  expect(existsSync(join(outside, 'flow_finder.py'))).toBe(false);
});

test('a deployment has the keys of the SDK, a date, and the name of its flow; one for a flow in an environment', async () => {
  const one = { application: 'shop', flow: 'wrk', environment: 'prod', instance: 'shop', state: 'healthy' };
  running.splice(0, running.length, one, { ...one, namespace: 'again' }, { ...one, flow: 'gone', state: 'missing' });
  const root = folderWith({
    'towpath.yaml': 'workspace: orders\n',
    'environments/dev.yaml': 'apps: { shop: { tag: main } }',
    'environments/prod.yaml': 'promotesFrom: [dev]\napps: { shop: { tag: v1 } }',
  });
  const { portalDeployments } = await import('../../../src/actions/portal/portal-deployments');
  const { deployments } = await portalDeployments({ root, applications: { shop: Shop } });
  expect(deployments).toEqual([
    {
      ...{ name: 'orders--main--shop-wrk--prod', project_name: 'orders', branch: 'main', env: 'prod' },
      ...{ flow_name: 'shop/wrk', flow_id: 'shop/wrk', id: 'shop/wrk@prod', tags: [] },
      ...{ commit_hash: '', package_version: '' },
      ...{ created_at: '1970-01-01T00:00:00.000Z', updated_at: '1970-01-01T00:00:00.000Z' },
      url: `file://${root}/environments/prod.yaml`,
      child_attributes: { state: 'healthy', order: 2, 'promotes from': 'dev' },
    },
  ]);
});

test('the address of a deploy is the file of the initial environment', () => {
  const root = folderWith({ 'environments/first.yaml': '{}', 'environments/last.yaml': 'promotesFrom: [first]' });
  expect(deployedAddress({ root })).toBe(`file://${root}/environments/first.yaml`);
});

test.each([
  ['git@github.com:example/shop.git', 'https://github.com/example/shop'],
  ['https://user:secret@github.com/example/shop.git', 'https://github.com/example/shop'],
  ['ssh://git@gitlab.example.org:2222/group/sub/shop', 'https://gitlab.example.org/group/sub/shop'],
  ['/srv/git/shop.git', undefined],
  ['git@example.org:shop.git', undefined],
])('the page of %s', (remote, page) => expect(webAddress(remote)).toBe(page));

test('a text for the extension has nothing that a shell runs or a terminal obeys', () => {
  expect(portalText('$(a) `b` \u001b[31m "c" \\')).toBe('＄(a) \'b\' \\u001b[31m "c" \\');
  expect(['a b/ä.py', 'a$b.py', 'a`b.py', 'a\nb.py'].map(isPortalPath)).toEqual([true, false, false, true]);
});
