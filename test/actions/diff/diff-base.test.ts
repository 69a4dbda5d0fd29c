import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { JobFlow, ServiceFlow, WorkerFlow } from 'towpath';
import { synth } from 'towpath/actions';
import { diffBase, type ObjectChange } from '../../../src/actions/diff/diff';
import { TowpathError } from '../../../src/diagnostics';
import type { ApplicationClass } from '../../../src/workspace/workspace';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

const Shop = define((app) => {
  const image = app.image('api', 'example/api');
  const api = new ServiceFlow(app, 'api', { image, user: 1, port: 80 });
  new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1 });
  new JobFlow(app, 'migrate', { image, user: 1, before: [api] });
});
const files = {
  'towpath.yaml': 'allowSecrets: [keys]\n',
  'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1 } }\n',
  'environments/prod.yaml': 'namespace: prod\npromotesFrom: [dev]\napps: { shop: { tag: v1 } }\n',
};

/** A checkout in which the shop was synthesized and committed. */
async function checkout(construct: ApplicationClass = Shop, layout?: 'app'): Promise<string> {
  const root = folderWith(files);
  await synth({ root, applications: { shop: construct }, layout });
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  return root;
}

const write = (root: string, file: string, text: string) => writeFileSync(join(root, file), text);
const prodSays = (root: string, section: string) =>
  write(root, 'environments/prod.yaml', `namespace: prod\npromotesFrom: [dev]\napps: { shop: { ${section} } }\n`);
const diff = async (root: string, base = 'main', construct: ApplicationClass = Shop) =>
  (await diffBase({ root, base, applications: { shop: construct } })) as ObjectChange[];
const summary = ({ file, change, pinOnly }: ObjectChange) => `${file} ${change}${pinOnly ? ' pin' : ''}`;
const issueOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return TowpathError.is(error) ? error.issues[0] : error;
};

it('finds nothing if nothing changed, whatever dist/ contains now', async () => {
  const root = await checkout();
  expect(await diff(root)).toEqual([]);
  rmSync(join(root, 'dist'), { recursive: true });
  expect(await diff(root)).toEqual([]);
});

it('recognizes a pin by its changes: images, names that depend on them, and the job that runs before', async () => {
  const root = await checkout();
  prodSays(root, 'tag: v2');
  const changes = await diff(root);
  expect(changes.map(summary)).toEqual([
    'prod/shop/api-deployment.yaml changed pin',
    'prod/shop/migrate-job.yaml changed pin',
  ]);
  expect(changes[0]).toMatchObject({ environment: 'prod', application: 'shop', flow: 'api', kind: 'Deployment' });
  expect(changes[0]?.fields).toContainEqual({
    path: 'spec.template.spec.containers.api.image',
    from: 'example/api:v1',
    to: 'example/api:v2',
    pin: true,
  });
});

it('reports changes beyond the pin for each object and field', async () => {
  const root = await checkout();
  prodSays(root, 'tag: v2, flows: { api: { replicas: 3 } }');
  const changes = await diff(root);
  expect(changes.map(summary)).toEqual([
    'prod/shop/api-deployment.yaml changed',
    'prod/shop/migrate-job.yaml changed pin',
  ]);
  expect(changes[0]?.fields.filter(({ pin }) => !pin)).toEqual([{ path: 'spec.replicas', from: 1, to: 3, pin: false }]);
});

it('does not count another image as a pin', async () => {
  const root = await checkout();
  const Other = define((app) => {
    const image = app.image('api', 'example/other');
    const api = new ServiceFlow(app, 'api', { image, user: 1, port: 80 });
    new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1 });
    new JobFlow(app, 'migrate', { image, user: 1, before: [api] });
  });
  expect((await diff(root, 'main', Other)).map(({ pinOnly }) => pinOnly)).toEqual([false, false, false, false]);
});

it('finds added and removed objects, in one environment if requested', async () => {
  const root = await checkout();
  const Other = define((app) => {
    new ServiceFlow(app, 'web', { image: app.image('api', 'example/api'), user: 1, port: 80 });
    new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1 });
  });
  const options = { root, base: 'main', environments: ['dev'], applications: { shop: Other } };
  expect(((await diffBase(options)) as ObjectChange[]).map(summary)).toEqual([
    'dev/shop/api-deployment.yaml removed',
    'dev/shop/api-service.yaml removed',
    'dev/shop/migrate-job.yaml removed',
    'dev/shop/web-deployment.yaml added',
    'dev/shop/web-service.yaml added',
  ]);
});

describe('the content of a Secret', () => {
  const copied = 'kubectl.kubernetes.io/last-applied-configuration';
  const withObject = (object: object) =>
    define((app) => {
      new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
      new ApiObject(app, 'keys', { apiVersion: 'v1', metadata: { name: 'keys' }, ...object } as never);
    });
  const valuesOf = (changes: readonly ObjectChange[]) =>
    JSON.stringify(changes.map(({ fields }) => fields.map(({ from, to }) => [from, to])));

  it('is masked in its fields and in copies in annotations', async () => {
    const withKey = (key: string) =>
      withObject({
        kind: 'Secret',
        metadata: { name: 'keys', annotations: { [copied]: JSON.stringify({ stringData: { key } }) } },
        stringData: { key, [key]: 'x' },
      });
    const root = await checkout(withKey('canary-one'));
    const changes = await diff(root, 'main', withKey('canary-two'));
    expect(changes.map(({ kind, change }) => `${kind} ${change}`)).toEqual(['Secret changed', 'Secret changed']);
    const masked = { from: '*** (before)', to: '*** (after)', pin: false };
    expect(changes[0]?.fields).toContainEqual({ path: 'stringData.key', ...masked });
    expect(changes[0]?.fields).toContainEqual({ path: `metadata.annotations[${JSON.stringify(copied)}]`, ...masked });
    expect(valuesOf(changes)).not.toContain('canary');
  });

  it('is masked if the construct is a ConfigMap now', async () => {
    const root = await checkout(withObject({ kind: 'Secret', stringData: { key: 'canary-one' } }));
    const changes = await diff(root, 'main', withObject({ kind: 'ConfigMap', data: { key: 'shown' } }));
    expect(changes.map(({ kind, change }) => `${kind} ${change}`)).toContain('ConfigMap changed');
    expect(valuesOf(changes)).toContain('shown');
    expect(valuesOf(changes)).not.toContain('canary');
  });
});

it('compares objects, even if they are in other files', async () => {
  expect(await diff(await checkout(Shop, 'app'))).toEqual([]);
});

it('works in a subfolder of a checkout', async () => {
  const top = folderWith({ 'README.md': '' });
  const root = join(top, 'deploy');
  mkdirSync(root);
  const inner = await checkout();
  rmSync(join(inner, '.git'), { recursive: true });
  renameSync(inner, root);
  git(top, 'init', '--quiet', '--initial-branch=main');
  git(top, 'add', '-A');
  git(top, 'commit', '--quiet', '-m', 'first');
  expect(await diff(root)).toEqual([]);
  prodSays(root, 'tag: v2');
  expect(await diff(root)).toHaveLength(2);
});

it.each(['nope', 'HEAD~9', '--help', '-o/tmp/x', '', 'main:dist'])(
  'refuses %j, which is not a commit',
  async (base) => {
    const root = await checkout();
    expect(await issueOf(diff(root, base))).toMatchObject({ code: 'base-unreadable' });
  },
);

it('refuses a commit if the checkout does not contain all its files', async () => {
  const root = await checkout();
  const id = git(root, 'rev-parse', 'HEAD:dist/prod/shop/api-service.yaml').toString().trim();
  rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)));
  expect(await issueOf(diff(root))).toMatchObject({
    code: 'base-unreadable',
    message: expect.stringContaining('does not contain all files'),
    hint: 'fetch them with `git fetch`',
  });
});

it('reads nothing outside the workspace', async () => {
  const root = await checkout();
  const outside = diffBase({ root, base: 'main', outdir: '../elsewhere', applications: { shop: Shop } });
  expect(await issueOf(outside)).toMatchObject({ code: 'path-outside-workspace' });
});

it('reports a folder that is not in a checkout', async () => {
  const root = folderWith(files);
  expect(await issueOf(diff(root))).toMatchObject({ code: 'git-unavailable' });
});

it('reports a commit without output', async () => {
  const root = folderWith(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  expect(await issueOf(diff(root))).toMatchObject({ code: 'base-without-output' });
});

it.each([
  ['dist/prod/shop/api-deployment.yaml', '<<<<<<< ours\nkind: Deployment\n=======\n'],
  ['dist/.towpath/prod/shop.json', '<<<<<<< ours\n{}'],
  ['dist/.towpath/prod/shop.json', '[]'],
  ['dist/.towpath/prod/shop.json', '{"environment":"prod","files":{"a.yaml":null}}'],
  ['dist/.towpath/prod/shop.json', '{"environment":"prod","files":{"a.yaml":{"objects":7}}}'],
  ['dist/.towpath/prod/shop.json', '{"environment":"prod","files":{},"flows":{"api":null}}'],
])('names %s of the other commit if it cannot be read', async (file, text) => {
  const root = await checkout();
  write(root, file, text);
  git(root, 'commit', '--quiet', '-am', 'merged by hand');
  const issue = await issueOf(diff(root));
  expect(issue).toMatchObject({ code: 'base-without-output' });
  expect((issue as { message: string }).message).toContain(file.replace(/^dist\/prod/, 'prod'));
});
