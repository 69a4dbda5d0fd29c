import { type GatedShop, gatedShop, setTime } from '../actions/gates/shop';
import { failure } from '../helpers/outcome';

afterEach(() => jest.useRealTimers());

/** The messages of closed gates, without what is the same in all of them. */
async function closed(work: () => Promise<unknown>): Promise<string[]> {
  return (await failure(work)).map(({ code, message }) => `${code}: ${message}`);
}

async function states(shop: GatedShop, at?: string) {
  return (await shop.gates(at)).map(({ gate, state }) => `${gate} ${state}`);
}

describe('healthy', () => {
  const healthy = { healthy: true };

  test('a pin that was set by hand is refused until its version is ready in the source', async () => {
    const shop = await gatedShop(healthy);
    shop.dev('v2');
    await shop.deploy('dev');
    await shop.ready('api', { replicas: 0 });
    shop.prod('v2');
    const [message] = await closed(() => shop.deploy('prod'));
    expect(message).toContain(
      'gate-closed: the gate `healthy` of `prod` is closed: shop/api v2: in `dev` it is progressing',
    );
    await shop.ready('api');
    expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
  });

  test('a version that the source does not run is refused, also in a sidecar alone', async () => {
    const shop = await gatedShop(healthy);
    shop.prod('v9');
    const [message] = await closed(() => shop.deploy('prod'));
    expect(message).toContain('nothing shows that it runs in `dev`');
    shop.prod('v0', { images: { helper: { tag: 'v9' } } });
    const [sidecar] = await closed(() => shop.deploy('prod'));
    expect(sidecar).toContain('shop/wrk (image helper) v9: nothing shows that it runs in `dev`');
  });

  test('a change that brings no version, and a flow that stays, are not asked about', async () => {
    const shop = await gatedShop(healthy);
    shop.prod('v0', { flows: { api: { replicas: 2 } } });
    await shop.deploy('prod');
    shop.prod('v0', { images: { api: { tag: 'v1' } } });
    await shop.deploy('prod');
    expect(await states(shop)).toEqual(['healthy open']);
  });

  test('an initial environment has no source, so the gate stays closed', async () => {
    const shop = await gatedShop({});
    shop.environment('dev', { tag: 'v1' }, { default: true });
    shop.environment('qa', { tag: 'v1' }, { gates: healthy });
    const [message] = await closed(() => shop.deploy('qa'));
    expect(message).toContain('the environment promotes from no other');
  });

  test('a change of `promotesFrom` does not choose an easier source: that of the newest release counts too', async () => {
    const shop = await gatedShop(healthy);
    shop.prod('v0', { flows: { api: { replicas: 2 } } });
    await shop.deploy('prod');
    shop.environment('dev', { tag: 'v1' }, { default: true });
    shop.environment('qa', { tag: 'v9' });
    await shop.deploy('qa');
    await shop.ready('api', { namespace: 'qa' });
    await shop.ready('wrk', { namespace: 'qa' });
    shop.prod('v9', {}, { gates: healthy, promotesFrom: ['qa'] });
    const issues = await closed(() => shop.deploy('prod'));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain('nothing shows that it runs in `dev` (set by release 2 of shop)');
  });
});

describe('soak', () => {
  const soak = { soak: '24h' };

  test('a version must have run for the time in the source, counted from the release that brought it', async () => {
    const shop = await gatedShop(soak);
    await shop.pod('wrk');
    setTime('2026-11-02T20:00:00Z');
    // A release that keeps the version does not begin the time anew.
    shop.dev('v1', { flows: { api: { env: { LEVEL: 'debug' } } } });
    await shop.deploy('dev');
    await shop.ready('api');
    await shop.ready('wrk');
    shop.prod('v1');
    setTime('2026-11-03T07:59:59Z');
    const issues = await failure(() => shop.deploy('prod'));
    expect(issues).toMatchObject([{ code: 'gate-closed', path: 'gates.soak' }]);
    expect(issues[0]?.message).toContain('it has run in `dev` for 23h59m59s of 24h, since 2026-11-02T08:00:00.000Z');
    expect(issues[0]?.hint).toContain('opens at 2026-11-03T08:00:00.000Z');
    setTime('2026-11-03T08:00:00Z');
    expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
  });

  test('a restart of a container begins the time anew', async () => {
    const shop = await gatedShop(soak);
    shop.prod('v1');
    await shop.pod('api', '2026-11-02T19:00:00Z');
    await shop.pod('wrk');
    expect(await states(shop, '2026-11-03T18:59:59Z')).toEqual(['soak closed']);
    expect(await states(shop, '2026-11-03T19:00:00Z')).toEqual(['soak open']);
  });

  test('the image of a sidecar has soaked since the oldest pod that runs it', async () => {
    const shop = await gatedShop(soak);
    shop.prod('v0', { images: { helper: { tag: 'v1' } } });
    const closedNow = await closed(() => shop.deploy('prod'));
    expect(closedNow[0]).toContain('shop/wrk (image helper) v1: it is not known since when it runs in `dev`');
    await shop.pod('wrk');
    setTime('2026-11-03T08:00:00Z');
    expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
  });

  test('a rollback and a deploy that changes nothing are not refused', async () => {
    const shop = await gatedShop(soak);
    expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'unchanged' }]);
    shop.prod('v1');
    await shop.deploy('prod', { override: 'INC-7' });
    expect((await shop.rollback('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
  });
});

describe('trailer', () => {
  const trailer = { trailer: { 'Change-Ticket': '^CHG-[0-9]+$' } };

  test('the deployed commit must have the trailer, with a value that the pattern accepts', async () => {
    const shop = await gatedShop(trailer);
    shop.prod('v1');
    await shop.commit('Deploy v1');
    const [message] = await closed(() => shop.deploy('prod'));
    expect(message).toContain('the gate `trailer Change-Ticket` of `prod` is closed: the commit has no trailer');
    await shop.commit('Deploy v1\n\nChange-Ticket: CHG-x');
    expect((await closed(() => shop.deploy('prod')))[0]).toContain('matches `^CHG-[0-9]+$`');
    await shop.commit('Deploy v1\n\nchange-ticket: CHG-17');
    expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
  });

  test('a trailer in the middle of a message, and that of an earlier commit, do not count', async () => {
    const shop = await gatedShop(trailer);
    shop.prod('v1');
    await shop.commit('Deploy v1\n\nChange-Ticket: CHG-17');
    await shop.commit('Deploy v1\n\nChange-Ticket: CHG-17\n\nsome more text');
    expect((await closed(() => shop.deploy('prod')))[0]).toContain('no trailer `Change-Ticket: …`');
  });

  test('changes that no commit contains are not covered by the trailer of the commit', async () => {
    const shop = await gatedShop(trailer);
    await shop.commit('Prepare\n\nChange-Ticket: CHG-17');
    shop.prod('v1');
    expect((await closed(() => shop.deploy('prod')))[0]).toContain('changes that no commit contains');
  });
});
