import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn } from '../helpers/cli';
import { git } from '../helpers/git';
import { shop } from '../helpers/workspace';
import { kubectl } from './helpers/kubectl';
import { live } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { towpath } from './helpers/towpath';
import { withControllers } from './helpers/with-controllers';
import { clusterWorkspace } from './helpers/workspace';

/** A workspace of three environments in a checkout; only dev is deployed. */
async function walk() {
  const environments = {
    dev: { namespace: newNamespace(), apps: { shop: { tag: 'v1.0.0' } } },
    tst: { namespace: newNamespace(), promotesFrom: ['dev'], apps: { shop: { tag: 'v0.9.0' } } },
    prod: { namespace: newNamespace(), promotesFrom: ['tst'], apps: { shop: { tag: 'v0.8.0' } } },
  };
  const cwd = clusterWorkspace({ environments, files: { 'apps/shop.ts': shop, '.gitignore': 'node_modules\n' } });
  const run = (...args: string[]) => towpath(args, { cwd });
  await run('synth');
  git(cwd, 'init', '--quiet', '--initial-branch=main');
  git(cwd, 'config', 'user.name', 'Ada');
  git(cwd, 'config', 'user.email', 'ada@example.org');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '--quiet', '-m', 'first');
  return {
    run,
    file: (name: string) => readFileSync(join(cwd, 'environments', `${name}.yaml`), 'utf8'),
    write: (path: string, text: string) => writeFileSync(join(cwd, path), text),
    read: (path: string) => readFileSync(join(cwd, path), 'utf8'),
    subjects: () => git(cwd, 'log', '--format=%s').toString().trim().split('\n'),
    waitForRollout: (environment: keyof typeof environments, flow: string) => {
      const where = ['--namespace', environments[environment].namespace, '--timeout=90s'];
      kubectl(['rollout', 'status', `deployment/shop-${flow}`, ...where]);
    },
    image: (environment: keyof typeof environments, flow: string) => {
      const found = live(environments[environment].namespace).get(`Deployment/shop-${flow}`);
      const spec = found?.spec as { template: { spec: { containers: { image: string }[] } } } | undefined;
      return spec?.template.spec.containers[0]?.image;
    },
  };
}

withControllers('towpath promote', () => {
  it('walks from dev through tst to prod, and each environment gets what runs in the one before', async () => {
    const it = await walk();
    expect(codesIn(await it.run('promote', 'tst'))).toEqual(['promotion-not-ready', 'promotion-not-ready']);
    expect(await it.run('deploy', '-e', 'dev')).toMatchObject({ code: 0 });
    const first = await it.run('promote', 'tst', '--commit', '--deploy');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('shop: release 1 was deployed to tst');
    expect(it.image('tst', 'api')).toBe('example/api:v1.0.0');
    expect(codesIn(await it.run('promote', '--from', 'dev', '--to', 'prod'))).toEqual(['promotion-skips-environment']);
    expect(await it.run('promote', 'prod', 'shop/api', '--commit', '--deploy')).toMatchObject({ code: 0 });
    expect([it.image('prod', 'api'), it.image('prod', 'wrk')]).toEqual(['example/api:v1.0.0', undefined]);
    expect(await it.run('promote', 'prod', '--commit', '--deploy')).toMatchObject({ code: 0 });
    expect([it.image('prod', 'api'), it.image('prod', 'wrk')]).toEqual(['example/api:v1.0.0', 'example/wrk:v1.0.0']);
    expect(it.subjects()).toEqual([
      'Promote shop v1.0.0 from tst to prod',
      'Promote shop v1.0.0 from tst to prod',
      'Promote shop v1.0.0 from dev to tst',
      'first',
    ]);
    expect(await it.run('deploy', '-e', 'prod')).toMatchObject({ code: 0, stdout: 'shop: no changes in prod\n' });
  });

  it('is stopped by gates about the version, until it is ready and has soaked', async () => {
    const it = await walk();
    const gates = (soak: string) =>
      it.write(
        'environments/tst.yaml',
        it.file('tst').replace(/^gates:.*\n|^/, `gates: { healthy: true, soak: ${soak} }\n`),
      );
    gates('1h');
    expect(await it.run('deploy', '-e', 'dev')).toMatchObject({ code: 0 });
    const refused = await it.run('promote', 'tst');
    expect([refused.code, codesIn(refused)]).toEqual([2, ['gate-closed']]);
    await it.run('pin', '-e', 'tst', 'shop=v1.0.0');
    await it.run('synth');
    const byHand = await it.run('deploy', '-e', 'tst');
    expect([byHand.code, codesIn(byHand)]).toEqual([2, ['gate-closed']]);
    const shown = await it.run('gates', '-e', 'tst', '-o', 'json');
    expect(shown.code).toBe(1);
    expect(JSON.parse(shown.stdout)).toMatchObject([
      { gate: 'healthy', state: 'open', evidence: 'the cluster of `dev`' },
      { gate: 'soak', state: 'closed', opensAt: expect.stringMatching(/^\d{4}-/) },
    ]);
    gates('1ms');
    expect(await it.run('gates', '-e', 'tst')).toMatchObject({ code: 0 });
    expect(await it.run('deploy', '-e', 'tst')).toMatchObject({ code: 0 });
    expect(it.image('tst', 'api')).toBe('example/api:v1.0.0');
  });

  it('refuses the whole set while one flow is not ready, and does not go back by accident', async () => {
    const it = await walk();
    await it.run('deploy', '-e', 'dev');
    await it.run('promote', 'tst', '--commit', '--deploy');
    await it.run('pin', '-e', 'dev', 'shop/wrk=v2.0.0', 'shop/api=v2.0.0');
    const text = it.read('apps/shop.ts');
    it.write(
      'apps/shop.ts',
      text.replace(
        "image('wrk', 'example/wrk'), user: 1000",
        `image('wrk', 'example/wrk'), user: 1000, podLabels: { 'towpath.test/never-ready': 'true' }`,
      ),
    );
    await it.run('synth');
    expect(await it.run('deploy', '-e', 'dev', '--timeout', '1s')).toMatchObject({ code: 3 });
    it.waitForRollout('dev', 'api');
    const before = it.file('tst');
    const refused = await it.run('promote', 'tst');
    expect(codesIn(refused)).toContain('promotion-not-ready');
    expect(refused.stderr).toContain('shop/wrk');
    expect(it.file('tst')).toBe(before);
    expect(await it.run('promote', 'tst', 'shop/api')).toMatchObject({ code: 0 });
    await it.run('pin', '-e', 'dev', 'shop/api=v1.5.0');
    await it.run('synth');
    await it.run('deploy', '-e', 'dev', 'shop/api');
    expect(codesIn(await it.run('promote', 'tst', 'shop/api'))).toContain('promotion-backwards');
    expect(await it.run('promote', 'tst', '--release', '1', '--allow-downgrade')).toMatchObject({ code: 0 });
    expect(it.file('tst')).not.toContain('v2.0.0');
  });
});
