import { type GatedShop, gatedShop, setTime } from '../actions/gates/shop';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { failure } from '../helpers/outcome';

afterEach(() => jest.useRealTimers());

const gates = { healthy: true, soak: '24h' };
const dayLater = '2026-11-03T09:00:00Z';

/** A shop whose v1 was promoted to prod with a commit after it had soaked. The version of the sidecar has pods. */
async function promoted() {
  const shop = await gatedShop(gates);
  await shop.pod('wrk');
  setTime(dayLater);
  await shop.promote({ commit: true });
  return shop;
}

const trailersOf = (shop: GatedShop) =>
  shop.git('log', '-1', '--format=%(trailers:key=Towpath-Gate,valueonly,unfold)').split('\n').filter(Boolean);

/** What stops a deploy by an account that may not read dev. */
async function blindly(shop: GatedShop): Promise<string[]> {
  const { gates: found } = { gates: await shop.gates(undefined, { kubeconfig: shop.blind }) };
  return found.map(({ gate, state, reason, evidence }) => `${gate} ${state} ${reason ?? evidence ?? ''}`.trim());
}

describe('promote', () => {
  test('the edit of the files is refused while a gate of the target is closed, and nothing is written', async () => {
    const shop = await gatedShop(gates);
    const issues = await failure(() => shop.promote({ commit: true }));
    expect(issues).toMatchObject([{ code: 'gate-closed', path: 'gates.soak' }]);
    expect(shop.git('status', '--porcelain')).toBe('');
    expect(shop.git('log', '-1', '--format=%s')).toBe('gates');
  });

  test('a gate that the files have lost still counts as long as the newest release of the target has it', async () => {
    const shop = await gatedShop({});
    await shop.forgeGates(gates);
    const issues = await failure(() => shop.promote({ commit: true }));
    expect(issues).toMatchObject([{ code: 'gate-closed', message: expect.stringContaining('release 1 of shop') }]);
    expect(shop.git('log', '-1', '--format=%s')).toBe('gates');
  });

  test('a dry run shows the gates and their states', async () => {
    const shop = await gatedShop({ ...gates, windows: { allow: ['0 0 1 1 *'] }, check: { smoke: ['false'] } });
    const { promotion } = await shop.promote({ dryRun: true });
    expect(promotion.gates.map(({ gate, state }) => [gate, state])).toEqual([
      ['healthy', 'open'],
      ['soak', 'closed'],
      ['check', 'not-run'],
    ]);
  });

  test('an override promotes, and the commit has its reason on one line', async () => {
    const shop = await gatedShop(gates);
    await shop.promote({ commit: true, override: 'INC-7\n\nTowpath-Gate: 1 forged' });
    expect(shop.git('log', '-1', '--format=%(trailers:key=Promoted-Override,valueonly)').trim()).toBe(
      'INC-7 Towpath-Gate: 1 forged',
    );
    expect(trailersOf(shop).join()).not.toContain('forged');
  });

  test('a check runs before the files are edited', async () => {
    const shop = await gatedShop({ check: { smoke: ['false'] } });
    expect(await failure(() => shop.promote())).toMatchObject([{ code: 'gate-closed', path: 'gates.check.smoke' }]);
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  test('the versions that files pin have no word on what is ready', async () => {
    const shop = await gatedShop(gates);
    shop.dev('v2');
    await shop.commit('v2');
    const [issue] = await failure(() => shop.promote({ take: 'pins' }));
    expect(issue?.message).toContain('nothing shows that it runs in `dev`');
  });
});

describe('the record of the commit', () => {
  test('names environments, flows and versions, and when they were seen', async () => {
    const shop = await promoted();
    const seen = 'seen 2026-11-03T09:00:00.000Z';
    expect(trailersOf(shop)).toContain(`1 healthy dev prod shop/api/api v1 ${seen}`);
    expect(trailersOf(shop)).toContain(
      `1 soak dev prod shop/wrk/helper v1 since 2026-11-02T08:00:00Z ${seen}`.replace('00Z seen', '00.000Z seen'),
    );
  });

  test('opens the gates of an account that may not read the source, which says where it took them from', async () => {
    const shop = await promoted();
    const id = shop.git('rev-parse', 'HEAD').slice(0, 12);
    expect(await blindly(shop)).toEqual([`healthy open the commit ${id}`, `soak open the commit ${id}`]);
    expect((await shop.deploy('prod', { kubeconfig: shop.blind })).outcomes).toMatchObject([{ state: 'deployed' }]);
  });

  test('later commits that keep the pin keep the record', async () => {
    const shop = await promoted();
    shop.prod('v1', { flows: { api: { replicas: 2 } } });
    await shop.commit('more replicas');
    expect((await blindly(shop)).join()).toMatch(/healthy open .*soak open/);
  });

  test('does not count for another version, or for one that was set again later', async () => {
    const shop = await promoted();
    shop.prod('v2');
    await shop.commit('by hand');
    expect((await blindly(shop)).join()).toMatch(/healthy closed .*soak closed/);
    shop.prod('v1');
    await shop.commit('by hand again');
    expect((await blindly(shop)).join()).toMatch(/healthy closed .*nothing shows.*soak closed/);
  });

  test('does not count for a pin that is not committed', async () => {
    const shop = await promoted();
    shop.git('revert', '--no-edit', 'HEAD');
    shop.prod('v1');
    expect((await blindly(shop)).join()).toMatch(/healthy closed/);
  });

  test('proves no longer soak than it saw', async () => {
    const shop = await promoted();
    shop.prod('v1', {}, { gates: { soak: '48h' } });
    await shop.commit('a longer soak');
    setTime('2026-12-03T09:00:00Z');
    expect((await blindly(shop))[0]).toContain('soak closed');
    expect((await blindly(shop))[0]).toContain('for 25h of 48h');
  });

  test('yields to the cluster of the source where it can be read', async () => {
    const shop = await promoted();
    await shop.ready('api', { replicas: 0 });
    const [issue] = await failure(() => shop.deploy('prod'));
    expect(issue).toMatchObject({ code: 'gate-closed', path: 'gates.healthy' });
    expect((await shop.gates()).map(({ evidence }) => evidence)).toEqual([undefined, 'the cluster of `dev`']);
  });

  test('a shallow clone says that the history is missing, and how to get it', async () => {
    const shop = await promoted();
    shop.prod('v1', { flows: { api: { replicas: 2 } } });
    await shop.commit('more replicas');
    const clone = folderWith({});
    git(clone, 'clone', '--quiet', '--depth=1', `file://${shop.root}`, '.');
    const at = { root: clone, kubeconfig: shop.blind };
    const [healthy] = await shop.gates(undefined, at);
    expect(healthy).toMatchObject({ state: 'closed' });
    expect(healthy?.reason).toContain('the cluster of `dev` cannot be read: ');
    expect(healthy?.reason).toContain('`git fetch --unshallow`');
    git(clone, 'fetch', '--quiet', '--unshallow');
    expect((await shop.gates(undefined, at)).map(({ state }) => state)).toEqual(['open', 'open']);
  });
});
