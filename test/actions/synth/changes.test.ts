import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Application, ServiceFlow, WorkerFlow } from 'towpath';
import { checkSynth, type SynthOptions, synth } from '../../../src/actions/synth/synth';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { listing, tree } from '../../helpers/workspace';

const api = (app: Application) =>
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1000, port: 80 });
const wrk = (app: Application) => new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 });
const applications = {
  shop: define((app) => {
    api(app);
    wrk(app);
  }),
  blog: define((app) => wrk(app)),
};

const environment = (name: string, shop = 'tag: v1') =>
  `namespace: ${name}\n${name === 'prod' ? 'promotesFrom: [dev]\n' : ''}apps: { shop: { ${shop} }, blog: { tag: v1 } }\n`;

let root: string;
beforeEach(async () => {
  root = folderWith({
    'environments/dev.yaml': environment('dev'),
    'environments/prod.yaml': environment('prod'),
  });
  await synth({ root, applications });
});

/** What another synthesis does, with what it says of itself checked against the files. */
async function change(options: SynthOptions = {}): Promise<{ written: string[]; removed: string[] }> {
  const before = tree(join(root, 'dist'));
  const said = await synth({ root, applications, ...options });
  const after = tree(join(root, 'dist'));
  const written = Object.keys(after).filter((path) => after[path] !== before[path]);
  const removed = Object.keys(before).filter((path) => after[path] === undefined);
  expect([said.written, said.removed]).toEqual([written, removed]);
  return { written, removed };
}

const index = (environment: string, app: string) => `.towpath/${environment}/${app}.json`;
const below = (...folders: string[]) =>
  listing(join(root, 'dist')).filter((entry) => folders.some((folder) => entry.startsWith(`${folder}/`)));
const write = (path: string, text: string) => writeFileSync(join(root, path), text);

test('a second synthesis writes no file', async () => {
  const before = below('dev', 'prod', '.towpath/dev', '.towpath/prod');
  expect(before.length).toBeGreaterThan(10);
  expect(await change()).toEqual({ written: [], removed: [] });
  expect(below('dev', 'prod', '.towpath/dev', '.towpath/prod')).toEqual(before);
});

test('the tag of one image rewrites the file of its flow, and its index', async () => {
  write('environments/prod.yaml', environment('prod', 'tag: v1, images: { wrk: { tag: v2 } }'));
  const others = below('dev', '.towpath/dev', 'prod/blog');
  expect(await change()).toEqual({
    written: [index('prod', 'shop'), 'prod/shop/wrk-deployment.yaml'],
    removed: [],
  });
  expect(below('dev', '.towpath/dev', 'prod/blog')).toEqual(others);
});

test('the files of a removed flow are deleted', async () => {
  const shop = define((app) => wrk(app));
  expect(await change({ applications: { ...applications, shop } })).toEqual({
    written: [index('dev', 'shop'), index('prod', 'shop')],
    removed: ['dev', 'prod'].flatMap((name) => [`${name}/shop/api-deployment.yaml`, `${name}/shop/api-service.yaml`]),
  });
});

test('the files and folders of a removed application are deleted', async () => {
  for (const name of ['dev', 'prod']) write(`environments/${name}.yaml`, environment(name).replace(/, blog: .*?}/, ''));
  const { shop } = applications;
  expect(await change({ applications: { shop } })).toEqual({
    written: [],
    removed: ['dev', 'prod'].flatMap((name) => [index(name, 'blog'), `${name}/blog/wrk-deployment.yaml`]).sort(),
  });
  expect(listing(join(root, 'dist')).filter((entry) => entry.includes('blog'))).toEqual([]);
});

test('the files of an application are deleted in an environment that disables it', async () => {
  write('environments/prod.yaml', environment('prod', 'enabled: false'));
  const { written, removed } = await change();
  expect(written).toEqual([]);
  expect(removed).toContain('prod/shop/wrk-deployment.yaml');
  expect(removed.every((path) => path.includes('prod/shop'))).toBe(true);
});

test('the files and folders of a removed environment are deleted', async () => {
  rmSync(join(root, 'environments/prod.yaml'));
  const { written, removed } = await change();
  expect(written).toEqual([]);
  expect(removed.length).toBe(6);
  expect(removed.every((path) => path.includes('prod/'))).toBe(true);
  expect(listing(join(root, 'dist')).filter((entry) => entry.includes('prod'))).toEqual([]);
});

test('files that towpath did not write stay, and keep their folder', async () => {
  mkdirSync(join(root, 'dist/prod/other'), { recursive: true });
  const own = [
    'dist/README.md',
    'dist/prod/shop/mine.yaml',
    'dist/prod/other/mine.yaml',
    'dist/.towpath/prod/notes.txt',
  ];
  for (const path of own) write(path, 'mine\n');
  rmSync(join(root, 'environments/prod.yaml'));
  await synth({ root, applications });
  const left = tree(join(root, 'dist'));
  for (const path of own) expect(left[path.slice('dist/'.length)]).toBe('mine\n');
});

test('a synthesis of one environment does not write another one', async () => {
  for (const name of ['dev', 'prod']) write(`environments/${name}.yaml`, environment(name, 'tag: v2'));
  const others = below('dev', '.towpath/dev');
  const { written } = await change({ environments: ['prod'] });
  expect(written).toContain('prod/shop/api-deployment.yaml');
  expect(below('dev', '.towpath/dev')).toEqual(others);
});

test('a synthesis of one environment keeps outdated files of another one', async () => {
  rmSync(join(root, 'environments/dev.yaml'));
  write('environments/prod.yaml', environment('prod').replace('promotesFrom: [dev]\n', ''));
  const others = below('dev', '.towpath/dev');
  expect(await change({ environments: ['prod'] })).toEqual({ written: [], removed: [] });
  expect(below('dev', '.towpath/dev')).toEqual(others);
});

test('an environment that is requested twice is synthesized once', async () => {
  const { files, unchanged } = await synth({ root, applications, environments: ['prod', 'prod'] });
  expect(unchanged).toBe(4);
  expect(files).toEqual([...new Set(files)]);
});

test('a change of layout removes the files of the other one, and back', async () => {
  const objects = tree(join(root, 'dist'));
  const toApp = await change({ layout: 'app' });
  expect(toApp.written.filter((path) => path.endsWith('.yaml'))).toEqual([
    'dev/blog.yaml',
    'dev/shop.yaml',
    'prod/blog.yaml',
    'prod/shop.yaml',
  ]);
  expect(toApp.removed).toEqual(Object.keys(objects).filter((path) => path.endsWith('.yaml')));
  await change({ layout: 'object' });
  expect(tree(join(root, 'dist'))).toEqual(objects);
});

test('the order of flows and environments does not change the files', async () => {
  const shop = define((app) => {
    wrk(app);
    api(app);
  });
  const { blog } = applications;
  expect(await change({ applications: { blog, shop } })).toEqual({ written: [], removed: [] });
  expect(await change({ applications: { blog, shop }, environments: ['prod', 'dev'] })).toEqual({
    written: [],
    removed: [],
  });
});

test.each(['lock', 'tmp', 'journal'])('an environment may be called %s', async (name) => {
  write(`environments/${name}.yaml`, environment(name).replace('namespace', 'promotesFrom: [dev]\nnamespace'));
  await change();
  expect(await change()).toEqual({ written: [], removed: [] });
  rmSync(join(root, `environments/${name}.yaml`));
  expect((await change()).removed).toContain(`${name}/shop/wrk-deployment.yaml`);
});

describe('a check', () => {
  const check = async () => {
    const before = listing(root);
    const { written, removed, conflicts } = await checkSynth({ root, applications });
    expect(listing(root)).toEqual(before);
    return { written, removed, conflicts: conflicts.map(({ code }) => code) };
  };
  const nothing = { written: [], removed: [], conflicts: [] };

  test('finds nothing in fresh files', async () => {
    expect(await check()).toEqual(nothing);
  });

  test('finds missing files', async () => {
    rmSync(join(root, 'dist/prod/shop/wrk-deployment.yaml'));
    expect(await check()).toEqual({ ...nothing, written: ['prod/shop/wrk-deployment.yaml'] });
  });

  test('finds changed files', async () => {
    write('dist/prod/shop/wrk-deployment.yaml', 'kind: Other\n');
    const written = ['prod/shop/wrk-deployment.yaml'];
    expect(await check()).toEqual({ ...nothing, written, conflicts: ['file-edited'] });
  });

  test('finds files that are no longer declared', async () => {
    write('environments/prod.yaml', environment('prod', 'enabled: false'));
    expect((await check()).removed).toContain('prod/shop/wrk-deployment.yaml');
  });

  test('finds all files if nothing was written yet', async () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect((await check()).written).toHaveLength(12);
  });
});
