import { committedPromotions } from '../../../src/actions/history/committed-promotions';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { shopIn } from '../promote/shop';

function commit(root: string, message: string) {
  git(root, 'commit', '--quiet', '--allow-empty', '-m', message);
}

test('a promotion is read from the trailers of its commit, for its own environment alone', async () => {
  const shop = await shopIn();
  const { commit: id } = await shop.promote({ commit: true, why: 'INC-7: a fix' });
  expect(committedPromotions(shop.root, 'prod')).toEqual([
    {
      ...{ application: 'shop', environment: 'prod', commit: id, from: 'tst', by: 'Ada <ada@example.org>' },
      ...{ why: 'INC-7: a fix', at: expect.stringMatching(/^\d{4}-/) },
      versions: [{ version: 'v2.0.0', flows: ['admin', 'migrate', 'web', 'wrk'] }],
    },
  ]);
  expect(committedPromotions(shop.root, 'tst')).toEqual([]);
});

test('what the caller allowed is in the commit only if it was needed, and is read again', async () => {
  const shop = await shopIn();
  const allowed = { commit: true, skipEnvironments: true, allowDowngrade: true };
  await shop.promote(allowed);
  expect(committedPromotions(shop.root, 'prod')[0]).not.toHaveProperty('lifted');
  await shop.promote({ ...allowed, from: 'dev' });
  expect(committedPromotions(shop.root, 'prod')[0]?.lifted).toEqual(['promotion-skips-environment']);
  await shop.promote(allowed);
  expect(committedPromotions(shop.root, 'prod')[0]?.lifted).toEqual(['promotion-backwards']);
});

test('the reason of an override is read from the commit, and unknown rules are left out', async () => {
  const shop = await shopIn();
  const trailers = ['From: tst', 'To: prod', 'Version: v1 shop/web', 'Override: INC-7', 'Despite: promotion-nonsense'];
  commit(shop.root, `a\n\n${trailers.map((one) => `Promoted-${one}`).join('\n')}`);
  expect(committedPromotions(shop.root, 'prod')).toMatchObject([{ override: 'INC-7' }]);
  expect(committedPromotions(shop.root, 'prod')[0]).not.toHaveProperty('lifted');
});

test('there are none without git', () => {
  expect(committedPromotions(folderWith({}), 'prod')).toEqual([]);
});

test('hostile messages are left out or made printable', async () => {
  const shop = await shopIn();
  commit(shop.root, 'Promoted-To: prod');
  commit(shop.root, 'a\n\nsome text\nPromoted-To: prod\nmore');
  commit(shop.root, 'a\n\nPromoted-From: tst\nPromoted-From: dev\nPromoted-To: prod\nPromoted-Version: v1 shop/web');
  commit(shop.root, 'a\n\nPromoted-From: tst\nPromoted-To: production\nPromoted-Version: v1 shop/web');
  commit(shop.root, 'a\n\nPromoted-From: tst\u001fx\nPromoted-To: prod\nPromoted-Version: v1 shop/web');
  commit(shop.root, 'a\n\nPromoted-From: t\u202est\nPromoted-To: prod\nPromoted-Version: v1 shop/web');
  expect(committedPromotions(shop.root, 'prod')).toEqual([]);
  const hostile = `t\u202est\u001b[31m${'x'.repeat(100_000)}`;
  commit(
    shop.root,
    `a\n\nPromoted-From: tst\nPromoted-To: prod\nPromoted-Version: v1 shop/web\nPromoted-Why: ${hostile}`,
  );
  const [found] = committedPromotions(shop.root, 'prod');
  expect(Object.values(found ?? {}).filter((value) => /\p{C}/u.test(String(value)))).toEqual([]);
  expect(found?.why).toMatch(/^t\\u202est/);
  expect(found?.why?.length).toBeLessThan(1100);
});
