import { committedPromotions } from '../../src/actions/history/committed-promotions';
import { pin } from '../../src/actions/pin/pin';
import { failure } from '../helpers/outcome';
import { shopIn, type Workspace } from './promote/shop';

const commitPins = (shop: Workspace, ...pins: string[]) =>
  pin({ ...shop.options, environment: 'prod', pins, commit: true });

test('a commit of pins has the edited file and the output, and the trailers of a promotion without a source', async () => {
  const shop = await shopIn();
  const { commit, changes } = await commitPins(shop, 'shop=v1.1.0', 'shop/wrk=v1.2.0');
  expect(commit).toBe(shop.git('rev-parse', 'HEAD'));
  expect(changes.length).toBeGreaterThan(1);
  expect(shop.git('status', '--porcelain')).toBe('');
  const files = shop.git('diff', '--name-only', 'HEAD^', 'HEAD').split('\n');
  expect(files).toContain('environments/prod.yaml');
  expect(files).toContain('dist/prod/shop/wrk-deployment.yaml');
  expect(shop.git('log', '-1', '--format=%(trailers:only)').split('\n')).toEqual([
    'Promoted-To: prod',
    'Promoted-Version: v1.1.0 shop/admin shop/migrate shop/web',
    'Promoted-Version: v1.2.0 shop/wrk',
    'Promoted-By: Ada <ada@example.org>',
  ]);
  const [found] = committedPromotions(shop.root, 'prod');
  expect(found).toMatchObject({ application: 'shop', commit });
  expect(found).not.toHaveProperty('from');
});

test('pins that are set already make no commit', async () => {
  const shop = await shopIn();
  const before = shop.git('rev-parse', 'HEAD');
  expect(await commitPins(shop, 'shop=v1.0.0')).toEqual({ changes: [], warnings: [] });
  expect(shop.git('rev-parse', 'HEAD')).toBe(before);
});

test('a pin that an interrupted run has left in the file is committed by the next run', async () => {
  const shop = await shopIn();
  await pin({ ...shop.options, environment: 'prod', pins: ['shop=v1.1.0'] });
  await commitPins(shop, 'shop=v1.1.0');
  expect(shop.git('status', '--porcelain')).toBe('');
  expect(shop.git('log', '-1', '--format=%s')).toBe('Pin shop v1.1.0 in prod');
});

test.each([
  ['another file is changed', (shop: Workspace) => shop.write('notes.txt', 'x'), 'tree-dirty'],
  [
    'the output is not what the workspace declares',
    (shop: Workspace) => {
      shop.write('dist/prod/shop/wrk-deployment.yaml', 'x');
      shop.git('commit', '--quiet', '--all', '-m', 'stale');
    },
    'output-stale',
  ],
  ['no branch is checked out', (shop: Workspace) => shop.git('checkout', '--quiet', '--detach'), 'head-detached'],
])('nothing is written if %s', async (_, prepare, code) => {
  const shop = await shopIn();
  prepare(shop);
  const before = [shop.git('rev-parse', 'HEAD'), shop.read('environments/prod.yaml')];
  expect((await failure(() => commitPins(shop, 'shop=v1.1.0'))).map((issue) => issue.code)).toEqual([code]);
  expect([shop.git('rev-parse', 'HEAD'), shop.read('environments/prod.yaml')]).toEqual(before);
});
