import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from 'towpath/testing';
import { WorkerFlow } from '../../src';
import { diffBase } from '../../src/actions/diff/diff';
import { pin } from '../../src/actions/pin/pin';
import { rbac } from '../../src/actions/rbac/rbac';
import { schema } from '../../src/actions/schema/schema';
import { checkSynth, synth } from '../../src/actions/synth/synth';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failureAt } from '../helpers/outcome';
import { shop, tree, workspaceWith } from '../helpers/workspace';

const home = process.cwd();
const away = realpathSync(tmpdir());
const environment = 'namespace: dev\napps: { shop: { tag: v1 } }\n';

/** An application that leaves the current folder: while it is built, or a little later. */
const leaving = (leave: () => void) =>
  define((app) => {
    new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 });
    leave();
  });
const classes = {
  'in its constructor': leaving(() => process.chdir(away)),
  'after its constructor': leaving(() => queueMicrotask(() => process.chdir(away))),
};
const stays = { shop: leaving(() => {}) };

let root: string;
let still: string;
beforeEach(() => {
  const top = folderWith({ 'ws/environments/dev.yaml': environment });
  [root, still] = [join(top, 'ws'), join(top, 'still')];
  cpSync(root, still, { recursive: true });
  process.chdir(root);
});
afterEach(() => process.chdir(home));

describe.each(Object.entries(classes))('an application that changes the current folder %s', (_, Shop) => {
  const applications = { shop: Shop };

  test('does not change where synth writes files and the copy for cdk8s', async () => {
    await synth({ applications, mirror: 'copy' });
    await synth({ applications: stays, root: still, mirror: join(still, 'copy') });
    expect(tree(root)).toEqual(tree(still));
    process.chdir(root);
    const { written, removed, conflicts } = await checkSynth({ applications });
    expect([written, removed, conflicts]).toEqual([[], [], []]);
  });

  test('does not change where schema and pin write files', async () => {
    await schema({ applications });
    process.chdir(root);
    await pin({ applications, environment: 'dev', pins: ['shop=v2'] });
    await schema({ applications: stays, root: still });
    await pin({ applications: stays, root: still, environment: 'dev', pins: ['shop=v2'] });
    expect(tree(root)).toEqual(tree(still));
  });

  test('does not change the checkout that diff reads', async () => {
    await synth({ applications: stays });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'all');
    expect(await diffBase({ applications, base: 'HEAD' })).toEqual([]);
    process.chdir(root);
    expect(await diffBase({ applications, base: 'HEAD', outdir: 'dist/' })).toEqual([]);
  });

  test('does not change the folder of custom kinds that rbac reads', async () => {
    const { objects } = await rbac({ applications, environment: 'dev', user: 'ann' } as never);
    expect(objects).toEqual(
      (await rbac({ applications: stays, root: still, environment: 'dev', user: 'ann' } as never)).objects,
    );
  });
});

test('an application that changes the current folder while its file is loaded has no effect', async () => {
  const file = `process.chdir(${JSON.stringify(away)});\n${shop}`;
  const moved = workspaceWith({ 'apps/shop.ts': file, 'environments/dev.yaml': environment });
  process.chdir(moved);
  await synth();
  expect(process.cwd()).toBe(moved);
  expect(Object.keys(tree(join(moved, 'dist')))).toContain('dev/shop/api-deployment.yaml');
});

test('every application is built in the current folder of the user', () => {
  synthesize(classes['in its constructor'], 'dev', { id: 'shop' });
  expect(process.cwd()).toBe(root);
});

test('a problem is located in the file of the application, even if the application changed the folder', async () => {
  const broken = define((app) => {
    process.chdir(away);
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: -1 });
  });
  const [place] = await failureAt(() => synth({ applications: { shop: broken } }));
  expect(place).toMatch(/^invalid-value test\/actions\/current-folder\.test\.ts:\d+:\d+$/);
});

test('a link to a workspace can be used as the workspace', () => {
  mkdirSync('apps');
  symlinkSync(root, join(still, 'link'));
  expect(synthesize(stays.shop, 'dev', { id: 'shop', root: join(still, 'link') }).environment).toBe('dev');
});
