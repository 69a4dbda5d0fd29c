import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceFlow, WorkerFlow } from 'towpath';
import { synth } from 'towpath/actions';
import { diffBase } from '../../../src/actions/diff/diff';
import { changesMarkdown } from '../../../src/cli/changes-markdown';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

const Shop = define((app) => {
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1, port: 80 });
  new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1 });
});
const applications = { shop: Shop };
const prod = (shop: string) => `namespace: prod\npromotesFrom: [dev]\napps: { shop: { ${shop} } }\n`;

async function checkout(targets = 'targets: { yaml: , compose: , pulumi: }\n'): Promise<string> {
  const root = folderWith({
    'towpath.yaml': targets,
    'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1 } }\n',
    'environments/prod.yaml': prod('tag: v1'),
  });
  await synth({ root, applications });
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  return root;
}

const setProd = (root: string, shop: string) => writeFileSync(join(root, 'environments/prod.yaml'), prod(shop));

async function filesChanged(root: string, environments?: readonly string[]): Promise<string[]> {
  const changes = await diffBase({ root, base: 'main', applications, environments });
  return changes.flatMap((one) =>
    'target' in one ? [`${one.environment} ${one.file} ${one.change}${one.pinOnly ? ' pin' : ''}`] : [],
  );
}

test('files of no target differ if nothing changed', async () => {
  const root = await checkout();
  rmSync(join(root, 'dist'), { recursive: true });
  expect(await filesChanged(root)).toEqual([]);
});

test('a new tag changes the files of each listed target, and nothing but the pin', async () => {
  const root = await checkout();
  setProd(root, 'tag: v2');
  expect(await filesChanged(root)).toEqual([
    'prod compose/prod/shop/compose.yaml changed pin',
    'undefined pulumi/shop/environments/prod.ts changed pin',
  ]);
});

test('a file in which more than the pin changes is beyond the pin', async () => {
  const root = await checkout();
  setProd(root, 'tag: v2, flows: { wrk: { replicas: 3 } }');
  expect(await filesChanged(root)).toEqual([
    'prod compose/prod/shop/compose.yaml changed',
    // The number of replicas was common to both environments, and is not any more.
    'undefined pulumi/shop/common.ts changed',
    'undefined pulumi/shop/environments/dev.ts changed',
    'undefined pulumi/shop/environments/prod.ts changed',
  ]);
});

test('targets that contain several environments are left out of the comparison of one', async () => {
  const root = await checkout();
  setProd(root, 'tag: v2');
  expect(await filesChanged(root, ['prod'])).toEqual(['prod compose/prod/shop/compose.yaml changed pin']);
  expect(await filesChanged(root, ['dev'])).toEqual([]);
});

test('the files of a target that the commit does not contain are added', async () => {
  const root = await checkout('targets: { yaml: }\n');
  writeFileSync(join(root, 'towpath.yaml'), 'targets: { compose: }\n');
  expect(await filesChanged(root)).toEqual([
    'dev compose/dev/shop/compose.yaml added',
    'prod compose/prod/shop/compose.yaml added',
  ]);
});

test('a pull request counts files apart from objects', async () => {
  const root = await checkout('targets: { yaml: , compose: }\n');
  setProd(root, 'tag: v2');
  const markdown = changesMarkdown(await diffBase({ root, base: 'main', applications }));
  expect(markdown).toContain('<summary><b>prod</b>: pin only, 1 object and 1 file</summary>');
  expect(markdown).toContain('- **file compose/prod/shop/compose.yaml** changed (only the pin)');
});

test('environments are sorted by name, and files with several environments come last', async () => {
  const root = await checkout('targets: { yaml: }\n');
  writeFileSync(join(root, 'towpath.yaml'), 'targets: { compose: , pulumi: }\n');
  setProd(root, 'tag: v2');
  const changes = await diffBase({ root, base: 'main', applications });
  const titles = [...changesMarkdown(changes).matchAll(/<b>(?:<code>)?(.*?)(?:<\/code>)?<\/b>/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual(['dev', 'prod', 'all environments']);
});

test('a listed target that does not exist is reported with its line', async () => {
  const root = await checkout();
  writeFileSync(join(root, 'towpath.yaml'), 'targets:\n  yaml:\n  compos:\n');
  await expect(diffBase({ root, base: 'main', applications })).rejects.toMatchObject({
    issues: [{ code: 'unknown-target', location: { file: 'towpath.yaml', line: 3 } }],
  });
});
