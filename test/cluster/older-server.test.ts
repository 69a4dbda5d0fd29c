import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from '../../tools/control-plane/versions';
import { git } from '../helpers/git';
import { kubectl } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onOlderServer } from './helpers/older-server';
import { server } from './helpers/server';
import { api, db, shopOn, wrk } from './helpers/shop';
import { asUser } from './helpers/users';

onOlderServer('an older server', (older) => {
  it('has an older version than the server of the other tests', () => {
    const { serverVersion } = JSON.parse(kubectl(['version', '--output=json'], '', older()).stdout);
    expect(serverVersion.gitVersion).toBe(`v${versions.older}`);
    expect(older().url).not.toBe(server().url);
  });

  it('accepts objects and users', () => {
    const namespace = newNamespace({}, older());
    expect(kubectl(['get', 'namespace', namespace, '--output=name'], '', older()).stdout.trim()).toBe(
      `namespace/${namespace}`,
    );
    const user = asUser('somebody', older());
    expect(kubectl(['auth', 'whoami', '--output=jsonpath={.status.userInfo.username}'], '', user).stdout).toBe(
      user.name,
    );
  });

  // Nothing works on its objects, so that nothing comes up; what the server itself does is the same.
  it('supports deploy, status and rollback, and a second deploy writes nothing', async () => {
    const namespace = newNamespace({}, older());
    const shop = shopOn([db, api, wrk], older(), namespace);
    const get = (what: string) =>
      kubectl(['get', what, '--namespace', namespace, '--output=jsonpath={.items[*].metadata.name}'], '', older())
        .stdout;
    const image = () =>
      kubectl(
        ['get', 'deployment/shop-wrk', '-n', namespace, '-o', 'jsonpath={.spec.template.spec.containers[0].image}'],
        '',
        older(),
      ).stdout;
    // A rollback brings back the flow that is gone by then, because git has it in `dist/`.
    expect(await shop.run(['synth'])).toMatchObject({ code: 0 });
    writeFileSync(join(shop.cwd, '.gitignore'), 'node_modules\n');
    git(shop.cwd, 'init', '--quiet');
    git(shop.cwd, 'add', '-A');
    git(shop.cwd, 'commit', '--quiet', '-m', 'a release');
    expect(await shop.deploy('--no-wait')).toMatchObject({ code: 0 });
    expect(get('deployments')).toBe('shop-api shop-db shop-wrk');
    expect(await shop.run(['diff', '-e', 'dev'])).toMatchObject({ code: 0, stdout: '' });
    shop.change([db, wrk], 'v2');
    expect(await shop.run(['diff', '-e', 'dev'])).toMatchObject({ code: 1 });
    expect(await shop.deploy('--no-wait')).toMatchObject({ code: 0 });
    expect([get('deployments'), image()]).toEqual(['shop-db shop-wrk', 'example/api:v2']);
    expect(await shop.run(['rollback', '-e', 'dev', 'shop', '--no-wait'])).toMatchObject({ code: 0 });
    expect([get('deployments'), image()]).toEqual(['shop-api shop-db shop-wrk', 'example/api:v1']);
  });

  it('lets towpath take over fields', async () => {
    const namespace = newNamespace({}, older());
    const shop = shopOn([wrk], older(), namespace);
    await shop.deploy('--no-wait');
    const env = (name: string, manager: string) =>
      kubectl(
        ['set', 'env', 'deployment/shop-wrk', `${name}=old`, '--field-manager', manager, '-n', namespace],
        '',
        older(),
      );
    env('LEGACY', 'helm');
    env('OWN', 'somebody');
    const names = () =>
      kubectl(
        [
          'get',
          'deployment/shop-wrk',
          '-n',
          namespace,
          '-o',
          'jsonpath={.spec.template.spec.containers[0].env[*].name}',
        ],
        '',
        older(),
      ).stdout;
    expect(names()).toBe('LEGACY OWN');
    expect(await shop.deploy('--no-wait', '--take-ownership')).toMatchObject({ code: 0 });
    expect(names()).toBe('OWN');
  });
});
