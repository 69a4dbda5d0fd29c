import { deployerOf } from './helpers/deployer';
import { onServer } from './helpers/server';
import { api, db, shopOn } from './helpers/shop';
import { towpath } from './helpers/towpath';

onServer('an account with the Roles that towpath rbac writes', () => {
  it('can deploy, read the status, and delete the application again', async () => {
    const shop = shopOn([api, db]);
    const { kubeconfig } = await deployerOf(shop.cwd);
    const run = (...args: string[]) => towpath([...args, '-e', 'dev'], { cwd: shop.cwd, kubeconfig });
    expect(await run('deploy')).toMatchObject({ code: 0 });
    const status = await run('status', '-o', 'json');
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(status.stdout).flows).toMatchObject([
      { flow: 'api', deployments: [{ state: 'healthy', version: 'v1' }] },
      { flow: 'db', deployments: [{ state: 'healthy' }] },
    ]);
    for (const verb of ['deployments', 'history']) expect(await run(verb)).toMatchObject({ code: 0, stderr: '' });
    const gone = await run('delete', 'shop');
    expect(gone).toMatchObject({ code: 0, stdout: 'shop: deleted from dev\n' });
    expect(gone.stderr).toContain('it holds data; --prune-data deletes it');
    expect(await run('delete', 'shop', '--prune-data', '-o', 'json')).toMatchObject({ code: 0 });
    expect((await run('delete', 'shop')).stderr).toContain('release-unknown');
  });
});
