import { mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compareFlows } from '../../src/actions/flows/compare-flows';
import { type InitResult, init } from '../../src/actions/init/init';
import { previewInit } from '../../src/actions/init/preview-init';
import { proposeInit } from '../../src/actions/init/propose-init';
import { synthToText } from '../../src/actions/synth/synth';
import { validate } from '../../src/actions/validate/validate';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { pythonRepositories } from '../helpers/python-repositories';
import { root as repository } from '../project/repository';

/** The new workspace, with the packages that its code imports. */
function withPackages(root: string, { written }: Pick<InitResult, 'written'>): string {
  expect(written).toContain('deploy/package.json');
  const workspace = join(root, 'deploy');
  mkdirSync(join(workspace, 'node_modules'));
  for (const name of ['cdk8s', 'constructs', 'zod'])
    symlinkSync(join(repository, 'node_modules', name), join(workspace, 'node_modules', name));
  symlinkSync(repository, join(workspace, 'node_modules/towpath'));
  return workspace;
}

const names = Object.keys(pythonRepositories);

describe.each(names)('a repository with %s', (title) => {
  const { files = {}, parts = {} } = pythonRepositories[title] ?? {};

  test('gets a workspace that is valid at once', async () => {
    const root = folderWith(files);
    const proposal = await proposeInit({ root, name: 'shop' });
    expect(Object.fromEntries(proposal?.parts.map(({ id, detail }) => [id, detail]) ?? [])).toEqual(parts);
    const workspace = withPackages(root, init({ root, proposal }));
    expect((await validate({ root: workspace })).issues).toEqual([]);
    expect((await synthToText({ root: workspace })).warnings).toEqual([]);
  });
});

const flask = 'from flask import Flask\napp = Flask(__name__)\n';

test('a database keeps the driver of the address in the code, and each database has a password of its own', async () => {
  const { files = {} } = pythonRepositories['MySQL, MariaDB and Postgres'] ?? {};
  const proposal = await proposeInit({ root: folderWith(files), name: 'shop' });
  const code = proposal?.applications['apps/shop.ts'];
  expect(code).toContain('MYSQL_PASSWORD: mysqlPassword');
  expect(code).toContain(
    `DATABASE_URL: text\`mysql+pymysql://app:$(MYSQL_PASSWORD)@${'$'}{oldStore.host}:${'$'}{oldStore.port}/app\``,
  );
  expect(code).toContain(
    `POSTGRES_URL: text\`postgresql://app:$(POSTGRES_PASSWORD)@${'$'}{postgresStore.host}:${'$'}{postgresStore.port}/app\``,
  );
});

test('towpath flows in the new workspace finds each flow in the repository around it', async () => {
  const { files = {} } = pythonRepositories['Django with Celery and its beat'] ?? {};
  const root = folderWith(files);
  const workspace = withPackages(root, init({ root, proposal: await proposeInit({ root, name: 'shop' }) }));
  const { flows, source } = await compareFlows({ root: workspace });
  expect(source).toBe(root);
  expect(flows.filter(({ application }) => application === undefined)).toEqual([]);
  expect(flows.filter(({ source }) => source).map(({ flow }) => flow)).toEqual(['beat', 'web', 'worker']);
});

test('a second run writes nothing, also after the user renamed the application', async () => {
  const root = folderWith({ 'app.py': flask });
  const write = async () => init({ root, proposal: await proposeInit({ root, name: 'shop' }) }).written;
  expect(await write()).toContain('deploy/apps/shop.ts');
  renameSync(join(root, 'deploy/apps/shop.ts'), join(root, 'deploy/apps/store.ts'));
  expect(await write()).toEqual([]);
});

test('the workspace is at the root of a repository that has a package.json', async () => {
  const root = folderWith({ 'app.py': flask, 'package.json': '{}' });
  expect(Object.keys(previewInit({ root, proposal: await proposeInit({ root, name: 'shop' }) }).texts)).toContain(
    'apps/shop.ts',
  );
});

test.each([
  ['a workspace', { 'towpath.yaml': '', 'app.py': flask }],
  ['a folder without Python', { 'index.js': '' }],
])('%s gets no proposal', async (_, files) => {
  expect(await proposeInit({ root: folderWith(files) })).toBeUndefined();
});

test('a file name with a line feed adds no line of code', async () => {
  const root = folderWith({ 'a\nprocess.exit(7)//\u2028x/app.py': flask });
  const proposal = await proposeInit({ root, name: 'shop' });
  expect(proposal?.applications['apps/shop.ts']).not.toMatch(/^process/m);
});

const object = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n';

test.each([
  [{ 'k8s/web.yaml': object }, ['npx towpath adopt shop prod=../k8s']],
  [
    { 'k8s/production/web.yaml': object, 'k8s/staging/web.yaml': object },
    ['npx towpath adopt shop staging=../k8s/staging production=../k8s/production'],
  ],
  [
    { 'k/base/kustomization.yaml': '', 'k/prod/kustomization.yaml': '', 'k/dev/kustomization.yaml': '' },
    ['npx towpath adopt shop dev=../k/dev prod=../k/prod'],
  ],
  [{ "it's/Chart.yaml": '', "it's/templates/web.yaml": object }, ["npx towpath adopt shop 'prod=../it'\\''s'"]],
])('objects of Kubernetes in %j are adopted, not guessed', async (files, commands) => {
  const root = folderWith({ 'app.py': flask, ...files });
  const proposal = await proposeInit({ root, name: 'shop' });
  expect(proposal).toMatchObject({ adopt: commands, applications: {}, environments: {} });
  expect(init({ root, proposal }).written).toContain('deploy/package.json');
});

test('links that lead in a circle are not followed', async () => {
  const root = folderWith({ 'shop/app.py': flask });
  symlinkSync('..', join(root, 'shop/again'));
  const proposal = await proposeInit({ root, name: 'shop' });
  expect(proposal?.parts.map(({ id }) => id)).toEqual(['shop']);
});

test('a file in the place of the new folder is an error, and nothing is written', async () => {
  const root = folderWith({ 'app.py': flask, deploy: '' });
  const proposal = await proposeInit({ root, name: 'shop' });
  expect(await failure(async () => init({ root, proposal }))).toHaveLength(1);
  expect(readdirSync(root).sort()).toEqual(['app.py', 'deploy']);
});

test.each([
  ['123', 'app-123'],
  ['___', 'app'],
  ['Mein Läden_1', 'mein-l-den-1'],
  ['a'.repeat(80), 'a'.repeat(40)],
])('the folder %s gets a valid workspace with the name %s', async (folder, application) => {
  const root = join(folderWith({ [`${folder}/app.py`]: flask }), folder);
  const proposal = await proposeInit({ root });
  expect(proposal?.application).toBe(application);
  expect((await validate({ root: withPackages(root, init({ root, proposal })) })).issues).toEqual([]);
});

test.each(['services/constructor', 'class', '1st', 'import'])(
  'a program in the folder %s gets a valid id',
  async (at) => {
    const root = folderWith({ [`${at}/app.py`]: flask, [`${at}/Dockerfile`]: 'FROM python\nEXPOSE 8080\n' });
    const workspace = withPackages(root, init({ root, proposal: await proposeInit({ root, name: 'shop' }) }));
    expect((await validate({ root: workspace })).issues).toEqual([]);
  },
);
