import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { shop } from '../helpers/workspace';
import { live } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { towpath } from './helpers/towpath';
import { clusterWorkspace } from './helpers/workspace';

/** A repository whose prod was deployed in v1.0.0, then in v2.0.0. Each clone is a checkout of its own. */
async function deployedTwice() {
  const namespace = newNamespace();
  const environments = { prod: { namespace, apps: { shop: { tag: 'v1.0.0' } } } };
  const origin = clusterWorkspace({ environments, files: { 'apps/shop.ts': shop, '.gitignore': 'node_modules\n' } });
  git(origin, 'init', '--quiet', '--initial-branch=main');
  for (const tag of ['v1.0.0', 'v2.0.0']) {
    await towpath(['pin', '-e', 'prod', `shop=${tag}`], { cwd: origin });
    await towpath(['synth'], { cwd: origin });
    git(origin, 'add', '-A');
    git(origin, 'commit', '--quiet', '-m', tag);
    const { code } = await towpath(['deploy', '-e', 'prod', '--no-wait'], { cwd: origin });
    expect(code).toBe(0);
  }
  return {
    clone() {
      const cwd = join(folderWith({}), 'clone');
      git(origin, 'clone', '--quiet', origin, cwd);
      symlinkSync(join(origin, 'node_modules'), join(cwd, 'node_modules'));
      return {
        run: (...args: string[]) => towpath(args, { cwd }),
        file: () => readFileSync(join(cwd, 'environments/prod.yaml'), 'utf8'),
        throwAway: () => rmSync(cwd, { recursive: true }),
      };
    },
    image(flow: string) {
      const spec = live(namespace).get(`Deployment/shop-${flow}`)?.spec as {
        template: { spec: { containers: { image: string }[] } };
      };
      return spec.template.spec.containers[0]?.image;
    },
  };
}

onServer('a version that was taken back', () => {
  it('is refused from a fresh clone after the checkout of the rollback was thrown away', async () => {
    const it = await deployedTwice();
    const first = it.clone();
    const back = await first.run('rollback', '-e', 'prod', 'shop', '--no-wait', '-y');
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('shop/api v2.0.0 is held') });
    expect(first.file()).toContain('holds:');
    first.throwAway();
    expect(it.image('api')).toBe('example/api:v1.0.0');

    const next = it.clone();
    const refused = await next.run('deploy', '-e', 'prod', '--no-wait', '-y');
    expect([refused.code, codesIn(refused)]).toEqual([2, ['version-held', 'version-held']]);
    expect(refused.stderr).toContain('rolled back from release 2 to release 1');
    expect(it.image('api')).toBe('example/api:v1.0.0');
    const listed = JSON.parse((await next.run('hold', '-e', 'prod', '-o', 'json')).stdout);
    expect(listed).toMatchObject([
      { image: 'api', version: 'v2.0.0', places: ['cluster'] },
      { image: 'wrk', version: 'v2.0.0', places: ['cluster'] },
    ]);
    expect((await next.run('status', '-e', 'prod')).stdout).toContain('only in the cluster');

    const tagged = await next.run('deploy', '-e', 'prod', '--tag', 'v3.0.0', '--no-wait', '-y');
    expect(tagged).toMatchObject({ code: 0 });
    expect(it.image('api')).toBe('example/api:v3.0.0');
    expect(await next.run('hold', '-e', 'prod', 'shop', '--lift')).toMatchObject({ code: 0 });
    expect(await next.run('deploy', '-e', 'prod', '--tag', 'v2.0.0', '--no-wait', '-y')).toMatchObject({ code: 0 });
    expect(it.image('wrk')).toBe('example/wrk:v2.0.0');
  });
});
