import { WorkerFlow } from 'towpath';
import { codesOf } from './codes';
import { all, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { shopOn } from './shop';

const always = { from: '2000-01-01', to: '9999-12-30', why: 'a freeze' };
const frozen = { gates: { windows: { freeze: [always] } } };

/** A shop that was deployed while its gate was open, and whose gate is closed now. */
async function frozenShop(ground: Ground) {
  const shop = await shopOn(ground, all(worker('api')));
  await shop.deploy();
  shop.say({ tag: 'v1' }, frozen);
  return shop;
}

/** A shop whose newest release was deployed in a freeze. */
async function releasedInFreeze(ground: Ground) {
  const shop = await frozenShop(ground);
  shop.say({ tag: 'v2' }, frozen);
  await shop.deploy({ override: 'INC-7' });
  return shop;
}

export const gateScenarios: Scenarios = {
  'a deploy that would change the environment is refused while a gate is closed': async (ground) => {
    const shop = await frozenShop(ground);
    shop.say({ tag: 'v2' }, frozen);
    const before = await shop.contents();
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed']);
    expect(await shop.contents()).toEqual(before);
    expect(await shop.releases()).toHaveLength(1);
  },

  'a deploy that changes nothing is not refused': async (ground) => {
    const shop = await frozenShop(ground);
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'unchanged' }] });
  },

  'an override deploys, and the history has its reason': async (ground) => {
    const shop = await releasedInFreeze(ground);
    expect(await shop.image('api')).toBe('example/app:v2');
    const { releases } = await shop.history();
    expect(releases.map(({ override }) => override)).toEqual(['INC-7', undefined]);
  },

  'the gates tell of the version of a sidecar what a deploy tells': async (ground) => {
    const shop = await shopOn(ground, (app) => {
      const sidecars = { helper: { image: app.image('helper', 'example/helper'), user: 1 } };
      new WorkerFlow(app, 'api', { image: app.image('app', 'example/app'), user: 1, sidecars });
    });
    const gates = { gates: { healthy: true } };
    const states = async () => (await shop.gates()).gates.map(({ state }) => state);
    shop.say({ tag: 'v1' }, gates);
    await shop.deploy({ override: 'there is no environment before this one' });
    expect(await states()).toEqual(['open']);
    shop.say({ tag: 'v1', images: { helper: { tag: 'v2' } } }, gates);
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed']);
    expect(await states()).toEqual(['closed']);
  },

  'a deletion is refused while a window of the files or of the newest release is closed': async (ground) => {
    const shop = await releasedInFreeze(ground);
    expect(await codesOf(() => shop.remove())).toEqual(['gate-closed']);
    shop.say({ tag: 'v2' });
    expect(await codesOf(() => shop.remove())).toEqual(['gate-closed']);
    expect(await shop.names()).toEqual(['Deployment/shop-api']);
  },

  'an override deletes, and the result has its reason': async (ground) => {
    const shop = await frozenShop(ground);
    expect(await shop.remove({ override: 'INC-7' })).toMatchObject({ override: 'INC-7' });
    expect(await shop.names()).toEqual([]);
  },

  'a deletion needs no gate about versions, and an override that it did not need is not in its result': async (
    ground,
  ) => {
    const shop = await shopOn(ground, all(worker('api')));
    await shop.deploy();
    shop.say({ tag: 'v1' }, { gates: { trailer: { Ticket: '^INC-' } } });
    expect(await shop.remove({ override: 'INC-7' })).not.toHaveProperty('override');
  },

  'a release has the rules that its promotion broke': async (ground) => {
    const shop = await shopOn(ground, all(worker('api')));
    await shop.deploy({ lifted: ['promotion-backwards'] });
    shop.say({ tag: 'v2' });
    await shop.deploy({ lifted: [] });
    const { releases } = await shop.history();
    expect(releases.map(({ lifted }) => lifted)).toEqual([undefined, ['promotion-backwards']]);
  },

  'an override that was not needed is not recorded': async (ground) => {
    const shop = await shopOn(ground, all(worker('api')));
    await shop.deploy({ override: 'INC-7' });
    expect((await shop.releases())[0]).not.toHaveProperty('override');
  },

  'an override without a reason is refused': async (ground) => {
    const shop = await frozenShop(ground);
    shop.say({ tag: 'v2' }, frozen);
    expect(await codesOf(() => shop.deploy({ override: ' ' }))).toEqual(['invalid-value']);
  },

  'a change that removes the gate is refused by the gate of the newest release': async (ground) => {
    const shop = await releasedInFreeze(ground);
    shop.say({ tag: 'v3' });
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed']);
    expect(await shop.gates()).toMatchObject({ gates: [{ state: 'closed', setBy: 'release 2 of shop' }] });
    await shop.deploy({ override: 'the freeze is over' });
    shop.say({ tag: 'v4' });
    await shop.deploy();
    expect(await shop.image('api')).toBe('example/app:v4');
  },

  'a rollback is not refused, and keeps the gate': async (ground) => {
    const shop = await releasedInFreeze(ground);
    await shop.rollback({ trustRecord: true, editsPins: false });
    expect(await shop.image('api')).toBe('example/app:v1');
    shop.say({ tag: 'v3' });
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed']);
  },

  'a preview says that a gate is closed': async (ground) => {
    const shop = await frozenShop(ground);
    shop.say({ tag: 'v2' }, frozen);
    expect((await shop.preview()).warnings.map(({ code, severity }) => [code, severity])).toEqual([
      ['gate-closed', 'warning'],
    ]);
  },

  'a gate of each kind that a change removes still stops it, by the record of the newest release': async (ground) => {
    const shop = await shopOn(ground, all(worker('api')));
    const fails = [process.execPath, '-e', 'process.exit(1)'];
    const gates = { healthy: true, soak: '24h', trailer: { 'Change-Ticket': '^CHG-[0-9]+$' }, check: { smoke: fails } };
    shop.say({ tag: 'v1' }, { gates });
    await shop.deploy({ override: 'there is no environment before this one' });
    shop.say({ tag: 'v2' });
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed', 'gate-closed', 'gate-closed']);
    const { gates: found } = await shop.gates();
    expect(found.map(({ gate, setBy }) => [gate, setBy])).toEqual(
      ['healthy', 'soak', 'trailer', 'check'].map((gate) => [gate, 'release 1 of shop']),
    );
    expect(await shop.image('api')).toBe('example/app:v1');
    await shop.deploy({ override: 'INC-7' });
    expect(await shop.image('api')).toBe('example/app:v2');
  },

  'a check that does not pass stops a deploy, and a deploy that changes nothing does not run it': async (ground) => {
    const shop = await shopOn(ground, all(worker('api')));
    await shop.deploy();
    const gates = { check: { smoke: [process.execPath, '-e', 'console.log("no route"); process.exit(4)'] } };
    shop.say({ tag: 'v1' }, { gates });
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'unchanged' }] });
    shop.say({ tag: 'v2' }, { gates });
    expect(await codesOf(() => shop.deploy())).toEqual(['gate-closed']);
    expect(await shop.image('api')).toBe('example/app:v1');
  },

  'the gates of an environment are told for any moment': async (ground) => {
    const shop = await shopOn(ground, all(worker('api')));
    const windows = { freeze: [{ from: '2026-12-20', to: '2027-01-02', why: 'year end' }] };
    shop.say({ tag: 'v1' }, { gates: { windows } });
    await shop.deploy({ override: 'only if it is the end of the year' });
    expect((await shop.gates(new Date('2026-12-24T10:00:00Z'))).gates).toEqual([
      {
        gate: 'windows',
        setBy: 'environments/dev.yaml',
        state: 'closed',
        reason: 'frozen from 2026-12-20 to 2027-01-02: year end',
        opensAt: '2027-01-03T00:00:00.000Z',
      },
    ]);
    expect((await shop.gates(new Date('2026-12-04T10:00:00Z'))).gates).toMatchObject([{ state: 'open' }]);
  },
};
