import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { type SynthOptions, synth } from '../../../src/actions/synth/synth';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { failureAt } from '../../helpers/outcome';
import { listing, tree } from '../../helpers/workspace';

const two = define((app) => {
  new WorkerFlow(app, 'one', { image: app.image('img', 'example/img'), user: 1000 });
  new WorkerFlow(app, 'two', { image: app.image('img', 'example/img'), user: 1000 });
});
const one = define((app) => new WorkerFlow(app, 'one', { image: app.image('img', 'example/img'), user: 1000 }));
const environment = (tag: string) => `namespace: dev\napps: { shop: { tag: ${tag} } }\n`;

const file = 'dist/dev/shop/two-deployment.yaml';
const indexFile = 'dist/.towpath/dev/shop.json';

let root: string;
beforeEach(async () => {
  root = folderWith({ 'environments/dev.yaml': environment('t1') });
  await run();
});

const run = (options: SynthOptions = {}) => synth({ root, applications: { shop: two }, ...options });
const read = (path: string) => readFileSync(join(root, path), 'utf8');
function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const edit = (path: string) => write(path, `${read(path)}# by hand\n`);

/** What a synthesis refuses, having written nothing. */
async function refused(options: SynthOptions = {}): Promise<string[]> {
  const own = () => listing(join(root, 'dist')).filter((entry) => !entry.startsWith('.towpath '));
  const before = own();
  const problems = await failureAt(() => run(options));
  expect(own()).toEqual(before);
  return problems;
}

test('an edited file stops the synthesis of all files', async () => {
  edit(file);
  write('environments/dev.yaml', environment('t2'));
  expect(await refused()).toEqual([`file-edited ${file}`]);
});

test('an edited file is refused even if nothing else changes', async () => {
  edit(file);
  expect(await refused()).toEqual([`file-edited ${file}`]);
});

test('an edited file that is no longer declared is refused', async () => {
  edit(file);
  expect(await refused({ applications: { shop: one } })).toEqual([`file-edited ${file}`]);
});

test('all edited files are reported at once', async () => {
  for (const name of ['two', 'one']) edit(`dist/dev/shop/${name}-deployment.yaml`);
  expect(await refused()).toEqual(['one', 'two'].map((name) => `file-edited dist/dev/shop/${name}-deployment.yaml`));
});

test.each([
  ['overwritten', two],
  ['removed', one],
])('with force an edited file is %s', async (_, shop) => {
  edit(file);
  await run({ force: true, applications: { shop } });
  const clean = folderWith({ 'environments/dev.yaml': environment('t1') });
  await synth({ root: clean, applications: { shop } });
  expect(tree(join(root, 'dist'))).toEqual(tree(join(clean, 'dist')));
});

test('an edit that equals the new content is accepted', async () => {
  write(file, read(file).replaceAll('t1', 't2'));
  write('environments/dev.yaml', environment('t2'));
  const { written } = await run();
  expect(written).toContain('dev/shop/one-deployment.yaml');
  expect(written).not.toContain('dev/shop/two-deployment.yaml');
});

test('a file that was deleted by hand is written again', async () => {
  const text = read(file);
  rmSync(join(root, file));
  expect((await run()).written).toEqual(['dev/shop/two-deployment.yaml']);
  expect(read(file)).toBe(text);
});

test('an output folder that was deleted by hand is written again', async () => {
  const before = tree(join(root, 'dist'));
  rmSync(join(root, 'dist'), { recursive: true });
  await run();
  expect(tree(join(root, 'dist'))).toEqual(before);
});

test('without indexes, files with the right content are accepted, and others are refused', async () => {
  rmSync(join(root, 'dist/.towpath'), { recursive: true });
  expect((await run()).written).toEqual(['.towpath/dev/shop.json']);
  rmSync(join(root, 'dist/.towpath'), { recursive: true });
  write('environments/dev.yaml', environment('t2'));
  expect(await refused()).toEqual(['one', 'two'].map((name) => `file-not-ours dist/dev/shop/${name}-deployment.yaml`));
});

test('an unknown file with the name of a new file is refused', async () => {
  await run({ applications: { shop: one } });
  write(file, 'mine: true\n');
  expect(await refused()).toEqual([`file-not-ours ${file}`]);
  await run({ force: true });
  expect(read(file)).toMatch(/^apiVersion: /);
});

test.each([[false], [true]])('a folder with the name of a file is refused, also with force (%s)', async (force) => {
  rmSync(join(root, file));
  write(`${file}/mine.txt`, 'mine\n');
  expect(await refused({ force })).toEqual([`file-not-ours ${file}`]);
});

test.each([[false], [true]])('a file with the name of a folder is refused, also with force (%s)', async (force) => {
  renameSync(join(root, 'dist/dev/shop'), join(root, 'elsewhere'));
  write('dist/dev/shop', 'mine\n');
  expect(await refused({ force })).toEqual(['file-not-ours dist/dev/shop']);
});

test('an output folder that is a file is refused', async () => {
  write('file', 'mine\n');
  expect(await failureAt(() => run({ outdir: 'file' }))).toEqual(['file-not-ours']);
  expect(read('file')).toBe('mine\n');
});

test.each([
  ['path-outside-workspace', 'elsewhere.yaml'],
  ['file-not-ours', 'dist/dev/elsewhere.yaml'],
])('a link with the name of a file is refused (%s), also with force, and its target stays', async (code, target) => {
  write(target, read(file));
  rmSync(join(root, file));
  symlinkSync(join(root, target), join(root, file));
  write('environments/dev.yaml', environment('t2'));
  expect(await refused()).toEqual([code]);
  expect(await refused({ force: true })).toEqual([code]);
  expect(read(target)).toContain('t1');
});

test('files behind a link are not deleted, even if an index lists them', async () => {
  const { files } = JSON.parse(read(indexFile));
  for (const [path] of Object.entries(files)) write(path.replace('dev/', 'src/'), read(`dist/${path}`));
  rmSync(join(root, 'dist/dev'), { recursive: true });
  symlinkSync('../src', join(root, 'dist/dev'));
  write('environments/dev.yaml', 'apps: { shop: { enabled: false } }\n');
  const before = tree(join(root, 'src'));
  expect(Object.keys(before)).toHaveLength(2);
  expect(await refused({ force: true })).toEqual(['path-outside-workspace']);
  expect(tree(join(root, 'src'))).toEqual(before);
});

test('files behind a link inside the output folder are not deleted', async () => {
  renameSync(join(root, 'dist/dev/shop'), join(root, 'dist/kept'));
  symlinkSync('../kept', join(root, 'dist/dev/shop'));
  write('environments/dev.yaml', 'apps: { shop: { enabled: false } }\n');
  const before = tree(join(root, 'dist/kept'));
  expect((await run()).removed).toEqual(['.towpath/dev/shop.json']);
  expect(tree(join(root, 'dist/kept'))).toEqual(before);
});

test('a file keeps its mode', async () => {
  const mode = (path: string) => statSync(join(root, path)).mode & 0o777;
  chmodSync(join(root, file), 0o666);
  chmodSync(join(root, indexFile), 0o600);
  write('environments/dev.yaml', environment('t2'));
  await run();
  expect([read(file).includes('t2'), mode(file), mode(indexFile)]).toEqual([true, 0o666, 0o600]);
});

test('an index that was broken by hand is refused, and is rewritten with force', async () => {
  const text = read(indexFile);
  write(indexFile, text.slice(0, 100));
  expect(await refused()).toEqual([`file-edited ${indexFile}`]);
  await run({ force: true });
  expect(read(indexFile)).toBe(text);
});

test('an index with merge conflict markers is rewritten', async () => {
  const text = read(indexFile);
  write(indexFile, text.replace(/( {6}"sha256": .*\n)/, '<<<<<<< HEAD\n$1=======\n$1>>>>>>> branch\n'));
  expect((await run()).written).toEqual(['.towpath/dev/shop.json']);
  expect(read(indexFile)).toBe(text);
});

test('merge conflict markers in a manifest are refused', async () => {
  write(file, `<<<<<<< HEAD\n${read(file)}=======\n${read(file)}>>>>>>> branch\n`);
  expect(await refused()).toEqual([`file-edited ${file}`]);
});
