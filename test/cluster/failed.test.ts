import { onServer } from './helpers/server';
import { shopOn } from './helpers/shop';

const [api, wrk] = ['api', 'wrk'].map(
  (flow) => `new WorkerFlow(this, '${flow}', { image, podLabels: { 'towpath.test/never-ready': 'true' } });`,
) as [string, string];

onServer('a deploy that fails', () => {
  it('writes its result as JSON, and ends with what was applied and the command that takes it back', async () => {
    const shop = shopOn([api]);
    const { code, stdout, stderr } = await shop.deploy('--timeout', '1s', '-o', 'json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      outcomes: [{ application: 'shop', state: 'failed', takeBack: 'towpath delete -e dev shop' }],
      issues: [{ code: 'rollout-timeout' }],
    });
    expect(stderr).toContain('shop: failed after 1 of 1 change\n');
    expect(stderr).toContain('runs the new version: api v1 (Deployment/shop-api, not ready)');
  });

  it('keeps the account, the commit and the reason in history, deployments and status, without drift', async () => {
    const shop = shopOn([api, wrk]);
    expect(await shop.deploy('--no-wait')).toMatchObject({ code: 0 });
    shop.change([api, wrk], 'v2');
    const failed = await shop.deploy('--timeout', '1s');
    expect(failed.stderr).toContain('take it back with: towpath rollback -e dev shop --to 1\n');
    const read = async (...args: string[]) => JSON.parse((await shop.run([...args, '-o', 'json'])).stdout);
    const [release] = await read('history', '-e', 'dev');
    expect(release).toMatchObject({
      revision: 2,
      state: 'failed',
      reason: expect.stringContaining('Deployment/shop-'),
    });
    const deployments = await read('deployments', '-e', 'dev');
    for (const one of deployments) {
      expect(one).toMatchObject({ version: 'v2', release: 2, reason: release.reason, appliedBy: { user: release.by } });
    }
    const status = await read('status', '-e', 'dev');
    expect(status.drift).toEqual([]);
    expect(status.flows[0].deployments[0]).toMatchObject({ reason: release.reason });
    expect((await shop.run(['status', '-e', 'dev'])).stdout).toContain('deploys that failed:\n  dev shop release 2: ');
  });

  it('prints a command that works as printed', async () => {
    const shop = shopOn([api, wrk]);
    await shop.deploy('--no-wait');
    shop.change([api, wrk], 'v2');
    const { stderr } = await shop.deploy('--timeout', '1s');
    const [, command = ''] = /take it back with: towpath (.*)/.exec(stderr) ?? [];
    const { stdout } = await shop.run([...command.split(' '), '--timeout', '1s', '-o', 'json']);
    expect(JSON.parse(stdout).outcomes).toMatchObject([{ notApplied: [], release: { restores: 1 } }]);
  });

  it('prints no command that would be refused, and says why', async () => {
    const shop = shopOn([api]);
    await shop.deploy('--no-wait');
    shop.change([api.replace('{ image,', '{ image, user: 2000,')], 'v2');
    const { stdout, stderr } = await shop.deploy('--timeout', '1s', '-o', 'json');
    expect(stderr).not.toContain('take it back with');
    expect(stderr).toContain('towpath cannot restore release 1:\n    release-exceeds-rights: ');
    expect(JSON.parse(stdout).outcomes[0]).not.toHaveProperty('takeBack');
  });

  it('writes its result as JSON if nothing could be planned', async () => {
    const shop = shopOn([]);
    const { stdout } = await shop.deploy('-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: [], issues: [{ code: 'not-deployable' }] });
  });
});
