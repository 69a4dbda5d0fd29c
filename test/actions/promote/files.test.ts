import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { checkSynth } from 'towpath/actions';
import { define } from '../../helpers/define';
import { failure } from '../../helpers/outcome';
import { tree } from '../../helpers/workspace';
import { Shop, shopIn } from './shop';

const codes = async (work: () => Promise<unknown>) => (await failure(work)).map(({ code }) => code);

test('a promotion edits the pin and nothing else, and writes the output', async () => {
  const shop = await shopIn({ hasGit: false });
  const before = shop.read('environments/prod.yaml');
  const { promotion, isDone } = await shop.promote();
  expect(isDone).toBe(true);
  expect(shop.read('environments/prod.yaml')).toBe(before.replace('v1.0.0', 'v2.0.0'));
  expect(promotion.moves.map(({ flow, from, to }) => [flow, from.tag, to.tag])).toEqual(
    ['admin', 'migrate', 'web', 'wrk'].map((flow) => [flow, 'v1.0.0', 'v2.0.0']),
  );
  expect(promotion.changes.every(({ environment, pinOnly }) => environment === 'prod' && pinOnly)).toBe(true);
  expect(promotion.jobs).toEqual(['shop/migrate']);
  expect(promotion.down).toEqual([]);
  expect(await checkSynth(shop.options)).toMatchObject({ written: [], removed: [] });
  expect(await shop.promote()).toMatchObject({ isDone: true, promotion: { moves: [], pins: [] } });
});

test('a dry run and a refused question write nothing', async () => {
  const shop = await shopIn({ hasGit: false });
  const before = tree(shop.root);
  expect(await shop.promote({ dryRun: true })).toMatchObject({ isDone: false, promotion: { from: 'tst', to: 'prod' } });
  expect(await shop.promote({ confirm: async () => false })).toMatchObject({ isDone: false });
  expect(tree(shop.root)).toEqual(before);
});

test('one flow takes those that share its image with it, and other images stay', async () => {
  const shop = await shopIn({ hasGit: false });
  const { promotion } = await shop.promote({ flows: ['shop/admin'] });
  expect(promotion.shared).toMatchObject([
    { image: 'web', flows: ['admin', 'migrate', 'web'], added: ['migrate', 'web'] },
  ]);
  expect(promotion.pins).toMatchObject([{ path: 'apps.shop.images.web.tag', after: 'v2.0.0' }]);
  expect(shop.read('dist/prod/shop/wrk-deployment.yaml')).toContain('example/wrk:v1.0.0');
  expect(shop.read('dist/prod/shop/web-deployment.yaml')).toContain('example/web:v2.0.0');
});

test('an image that only a sidecar runs keeps its version if it is not promoted', async () => {
  const construct = define((app) => {
    const proxy = { image: app.image('proxy', 'example/proxy') };
    new WorkerFlow(app, 'web', { image: app.image('web', 'example/web'), user: 1 });
    new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1, sidecars: { proxy } });
  });
  const shop = await shopIn({ construct, hasGit: false });
  await shop.promote({ flows: ['web'] });
  expect(shop.read('dist/prod/shop/wrk-deployment.yaml')).toMatch(/example\/proxy:v1\.0\.0/);
  const { promotion } = await shop.promote({ flows: ['wrk'] });
  expect(promotion.moves.map(({ image }) => image)).toEqual(['wrk', 'proxy']);
  expect(shop.read('dist/prod/shop/wrk-deployment.yaml')).toMatch(/example\/proxy:v2\.0\.0/);
});

test('a flow that is replaced, and not rolled, is down meanwhile', async () => {
  const construct = define((app) => {
    const image = app.image('wrk', 'example/wrk');
    new WorkerFlow(app, 'wrk', { image, user: 1, rollout: { strategy: 'recreate' } });
    new WorkerFlow(app, 'other', { image, user: 1 });
  });
  const shop = await shopIn({ construct, hasGit: false });
  expect((await shop.promote({ dryRun: true })).promotion.down).toEqual(['shop/wrk']);
});

test('a digest replaces the tag beside it', async () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const tst = `promotesFrom: [dev]\nnamespace: shop-tst\napps: { shop: { digest: '${digest}' } }\n`;
  const shop = await shopIn({ hasGit: false, files: { 'environments/tst.yaml': tst } });
  await shop.promote();
  expect(shop.read('dist/prod/shop/wrk-deployment.yaml')).toContain(`image: example/wrk@${digest}`);
});

describe('the environments', () => {
  test('are those of `promotesFrom`, and others only if that is asked for', async () => {
    const shop = await shopIn({ hasGit: false });
    expect(await failure(() => shop.promote({ from: 'dev' }))).toMatchObject([
      { code: 'promotion-skips-environment', location: { file: 'environments/prod.yaml', line: 2 } },
    ]);
    expect(await codes(() => shop.promote({ to: 'dev' }))).toEqual(['promotion-source-unclear']);
    expect(await codes(() => shop.promote({ from: 'prod' }))).toEqual(['promotion-source-unclear']);
    expect(await codes(() => shop.promote({ to: 'prd' }))).toEqual(['unknown-environment']);
    const { promotion } = await shop.promote({ from: 'dev', skipEnvironments: true });
    expect(promotion.moves.every(({ to }) => to.tag === 'v3.0.0')).toBe(true);
  });

  test('must be named if there are several sources', async () => {
    const prod = 'promotesFrom: [tst, dev]\nnamespace: p\napps: { shop: { tag: v1.0.0 } }\n';
    const shop = await shopIn({ hasGit: false, files: { 'environments/prod.yaml': prod } });
    expect(await codes(() => shop.promote())).toEqual(['promotion-source-unclear']);
    expect(await shop.promote({ from: 'dev' })).toMatchObject({ promotion: { from: 'dev' } });
  });
});

describe('nothing is written', () => {
  test('if the target would be invalid, even for one of the flows', async () => {
    const tst =
      'promotesFrom: [dev]\nnamespace: t\napps: { shop: { tag: v2.0.0, flows: { wrk: { tag: latest, allowLatest: x } } } }\n';
    const shop = await shopIn({ hasGit: false, files: { 'environments/tst.yaml': tst } });
    const before = tree(shop.root);
    expect(await codes(() => shop.promote())).toEqual(['promotion-of-branch']);
    expect(tree(shop.root)).toEqual(before);
  });

  test('if one flow would go back', async () => {
    const prod =
      'promotesFrom: [tst]\nnamespace: p\napps: { shop: { tag: v1.0.0, images: { wrk: { tag: v2.0.1 } } } }\n';
    const shop = await shopIn({ hasGit: false, files: { 'environments/prod.yaml': prod } });
    const before = tree(shop.root);
    expect(await codes(() => shop.promote())).toEqual(['promotion-backwards']);
    expect(tree(shop.root)).toEqual(before);
    expect(await shop.promote({ allowDowngrade: true })).toMatchObject({ isDone: true });
  });

  test.each([
    ['changed by hand', (root: string) => join(root, 'dist/dev/shop/web-service.yaml')],
    ['missing', (root: string) => join(root, 'dist/prod/shop/web-service.yaml')],
  ])('if a file of the output is %s', async (how, place) => {
    const shop = await shopIn({ hasGit: false });
    if (how === 'missing') rmSync(place(shop.root));
    else shop.write('dist/dev/shop/web-service.yaml', 'a: 1\n');
    expect(await codes(() => shop.promote())).toEqual(['output-stale']);
    expect(shop.read('environments/prod.yaml')).toContain('v1.0.0');
  });

  test('if the environment file changes while the question is asked', async () => {
    const shop = await shopIn({ hasGit: false });
    const confirm = async () => {
      shop.write('environments/prod.yaml', shop.read('environments/prod.yaml').replace('v1.0.0', 'v1.5.0'));
      return true;
    };
    expect(await codes(() => shop.promote({ confirm }))).toEqual(['promotion-overtaken']);
    expect(shop.read('environments/prod.yaml')).toContain('v1.5.0');
    expect(shop.read('dist/prod/shop/wrk-deployment.yaml')).toContain('v1.0.0');
  });
});

describe('a flow that the target does not run', () => {
  const prod =
    'promotesFrom: [tst]\nnamespace: p\napps: { shop: { tag: v1.0.0, flows: { wrk: { enabled: false } } } }\n';

  test('is an error if it is named, and a warning otherwise', async () => {
    const shop = await shopIn({ hasGit: false, files: { 'environments/prod.yaml': prod } });
    expect(await codes(() => shop.promote({ flows: ['wrk'] }))).toEqual(['promotion-target-missing']);
    const { promotion, warnings } = await shop.promote();
    expect(warnings.map(({ code }) => code)).toEqual(['promotion-target-missing']);
    expect(promotion.moves.map(({ flow }) => flow)).toEqual(['admin', 'migrate', 'web']);
  });

  test('or runs without an image of the application, is an error if nothing else is named', async () => {
    const shop = await shopIn({ hasGit: false, files: { 'environments/prod.yaml': prod } });
    expect(await codes(() => shop.promote({ flows: ['db'] }))).toEqual(['promotion-target-missing']);
    expect(await codes(() => shop.promote({ flows: ['nothing'] }))).toEqual(['unknown-flow']);
  });
});

test('code that uses the version changes more than the pin, which is said', async () => {
  const construct = define((app) => {
    const { environment } = app as unknown as { environment: { props: { apps: { shop: { tag: string } } } } };
    new WorkerFlow(app, 'wrk', {
      image: app.image('wrk', 'example/wrk'),
      user: 1,
      env: { VERSION: environment.props.apps.shop.tag },
    });
  });
  const shop = await shopIn({ construct, hasGit: false });
  const { promotion } = await shop.promote({ dryRun: true });
  expect(promotion.changes).toMatchObject([{ flow: 'wrk', pinOnly: false }]);
});

test('another target is written and compared too', async () => {
  const shop = await shopIn({
    hasGit: false,
    construct: Shop,
    files: { 'towpath.yaml': 'targets: { yaml: , pulumi: }\n' },
  });
  const { promotion } = await shop.promote();
  expect(promotion.changes).toContainEqual(expect.objectContaining({ target: 'pulumi', pinOnly: true }));
  expect(await checkSynth(shop.options)).toMatchObject({ written: [], removed: [] });
});
