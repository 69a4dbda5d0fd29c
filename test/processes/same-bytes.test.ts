import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from 'towpath/actions';
import { parseAllDocuments } from 'yaml';
import Django from '../../apps/django';
import Pssp from '../../apps/pssp';
import { ended, start, towpath } from '../helpers/cli';
import { tree, workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

/** The workspace at the top of the repository, somewhere else. */
function copy(extra: Readonly<Record<string, string>> = {}): string {
  const root = workspaceWith(extra);
  for (const folder of ['apps', 'environments'])
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  return root;
}

const script = (path: string) => join(repository, 'node_modules', path);
/** Without its look for a newer version of itself, which needs a network. */
const cdk8sSynth = (folder: string, ...options: string[]) =>
  ended(start(folder, [script('cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false', ...options]));
const manifests = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.yaml')));
const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJSON());

let root: string;
let files: Record<string, string>;
beforeAll(async () => {
  root = copy({
    'cdk8s.yaml':
      'language: typescript\napp: node node_modules/towpath/lib/cli/main.js synth\noutput: .towpath/cdk8s\n',
  });
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  files = tree(join(root, 'dist'));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['prod/pssp/api-deployment.yaml', '.towpath/prod/pssp.json']),
  );
});

test('cdk8s synth writes the same, and has the manifests in a folder of its own', async () => {
  const other = copy({ 'cdk8s.yaml': readFileSync(join(root, 'cdk8s.yaml'), 'utf8') });
  expect(await cdk8sSynth(other)).toMatchObject({ code: 0 });
  expect(tree(join(other, 'dist'))).toEqual(files);
  expect(tree(join(other, '.towpath/cdk8s'))).toEqual(manifests(files));
});

test('cdk8s synth --stdout prints what towpath synth --stdout prints', async () => {
  const printed = await towpath(root, ['synth', '--stdout']);
  const other = await cdk8sSynth(root, '--stdout');
  expect(other).toMatchObject({ code: 0, stdout: printed.stdout });
});

test('towpath synth --stdout prints the documents that it would write', async () => {
  const { stdout } = await towpath(root, ['synth', '--stdout']);
  const key = (object: unknown) => JSON.stringify(object);
  const written = Object.values(manifests(files)).flatMap(documents);
  expect(documents(stdout).map(key).sort()).toEqual(written.map(key).sort());
  expect(tree(join(root, 'dist'))).toEqual(files);
});

test('a program with the library writes the same, from the source or from the package', async () => {
  const one = copy();
  await synth({ root: one, applications: { django: Django, pssp: Pssp } });
  expect(tree(join(one, 'dist'))).toEqual(files);

  const program = [
    "import { synth } from 'towpath/actions';",
    "import Django from './apps/django';",
    "import Pssp from './apps/pssp';",
    '',
    'synth({ applications: { django: Django, pssp: Pssp } });',
  ];
  const two = copy({ 'main.ts': program.join('\n') });
  expect(await ended(start(two, [script('jiti/lib/jiti-cli.mjs'), 'main.ts']))).toMatchObject({ code: 0, stderr: '' });
  expect(tree(join(two, 'dist'))).toEqual(files);
});

test('another folder, clock, locale, time zone and environment give the same output', async () => {
  const other = copy({ 'elsewhere.cjs': 'Date.now = () => 0; Math.random = () => 0.5;' });
  const env = { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', USER: 'nobody', HOME: other };
  const node = ['--require', join(other, 'elsewhere.cjs')];
  expect(await towpath(other, ['synth'], { env, node })).toMatchObject({ code: 0 });
  expect(tree(join(other, 'dist'))).toEqual(files);
});

test('environment files with the line ends, byte order mark and file ending of Windows give the same output', async () => {
  const other = copy();
  for (const name of ['dev', 'tst', 'prod']) {
    const file = join(other, `environments/${name}.yaml`);
    writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}`);
  }
  renameSync(join(other, 'environments/tst.yaml'), join(other, 'environments/tst.yml'));
  expect(await towpath(other, ['synth'])).toMatchObject({ code: 0 });
  expect(tree(join(other, 'dist'))).toEqual(files);
});
