import { onServer } from './helpers/server';
import { api, db, shopOn } from './helpers/shop';

onServer('a diff with an object that the server refuses', () => {
  it('shows a smaller claim as refused, with the reason and without removed lines', async () => {
    const shop = shopOn([db]);
    expect(await shop.deploy('--no-wait')).toMatchObject({ code: 0 });
    shop.change([db.replace('1Gi', '500Mi'), api]);
    const { stdout } = await shop.run(['diff', '-e', 'dev']);
    expect(stdout).toMatch(/Refused\n! shop PersistentVolumeClaim\/shop-db\n {4}.*cannot be changed/);
    expect(stdout).toContain('spec.resources.requests.storage: 1Gi → 500Mi');
    expect(stdout).not.toMatch(/^-(?!-- \/dev\/null)/m);
    expect(stdout).toContain('2 added, 1 refused');
  });
});
