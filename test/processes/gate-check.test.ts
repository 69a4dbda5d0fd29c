import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type GatedShop, gatedShop } from '../actions/gates/shop';
import { failure } from '../helpers/outcome';

afterEach(() => jest.useRealTimers());

/** A check that leaves a file of this name and then ends with this code. */
function leaving(file: string, code = 0) {
  return [process.execPath, '-e', `require('node:fs').writeFileSync('${file}', ''); process.exit(${code})`];
}

const hasRun = ({ root }: GatedShop, file: string) => existsSync(join(root, file));
const states = async (shop: GatedShop, more: object = {}) =>
  (await shop.gates(undefined, more)).map(({ gate, name, state }) => `${gate} ${name} ${state}`);

test('a deploy runs the checks, and one that fails stops it', async () => {
  const shop = await gatedShop({ check: { smoke: leaving('ran', 3) } });
  shop.prod('v1', {}, { gates: { check: { smoke: leaving('ran', 3) } } });
  const issues = await failure(() => shop.deploy('prod'));
  expect(issues).toMatchObject([{ code: 'gate-closed', path: 'gates.check.smoke' }]);
  expect(issues[0]?.message).toContain('it ended with 3');
  expect(hasRun(shop, 'ran')).toBe(true);
  shop.prod('v1', {}, { gates: { check: { smoke: leaving('passed') } } });
  expect((await shop.deploy('prod')).outcomes).toMatchObject([{ state: 'deployed' }]);
});

test('a check does not run while another gate is closed, for a deploy that changes nothing, or for an override', async () => {
  const gates = { healthy: true, check: { smoke: leaving('ran') } };
  const shop = await gatedShop(gates);
  await shop.deploy('prod');
  shop.prod('v9');
  expect(await failure(() => shop.deploy('prod'))).toMatchObject([{ path: 'gates.healthy' }]);
  await shop.deploy('prod', { override: 'INC-7' });
  expect(hasRun(shop, 'ran')).toBe(false);
});

test('the gates are told without a run of the check, unless one is asked for', async () => {
  const shop = await gatedShop({ check: { smoke: leaving('ran') } });
  expect(await states(shop)).toEqual(['check smoke not-run']);
  expect(hasRun(shop, 'ran')).toBe(false);
  expect(await states(shop, { run: true })).toEqual(['check smoke open']);
  expect(hasRun(shop, 'ran')).toBe(true);
});

describe('a change that removes a check', () => {
  /** Prod has a release with a check that passes only once. */
  async function releasedWithCheck() {
    const gates = { check: { smoke: leaving('ran') } };
    const shop = await gatedShop(gates);
    shop.prod('v1');
    await shop.commit('v1');
    await shop.deploy('prod');
    shop.git('clean', '--quiet', '--force');
    shop.prod('v2', {}, {});
    await shop.commit('v2 without the check');
    return shop;
  }

  test('does not remove its run: the check of the commit of the newest release still runs', async () => {
    const shop = await releasedWithCheck();
    await shop.deploy('prod');
    expect(hasRun(shop, 'ran')).toBe(true);
  });

  test('a check that only the record in the cluster has is not run, and stays closed', async () => {
    const shop = await releasedWithCheck();
    await shop.forgeGates({ check: { smoke: leaving('forged') } });
    const [issue] = await failure(() => shop.deploy('prod'));
    expect(issue).toMatchObject({ code: 'gate-closed', path: 'gates.check.smoke' });
    expect(issue?.message).toContain('its program is not run (set by release 2 of shop)');
    expect(hasRun(shop, 'forged')).toBe(false);
  });
});
