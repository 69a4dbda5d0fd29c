import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approve } from 'towpath/actions';
import { type GatedShop, gatedShop } from '../actions/gates/shop';
import { type Person, person } from '../actions/gates/signed-shop';
import { git } from '../helpers/git';
import { failure } from '../helpers/outcome';

afterEach(() => jest.useRealTimers());

let ann: Person;
let bob: Person;

beforeAll(() => {
  ann = person('ann@example.org');
  bob = person('bob@example.org');
});

/** A shop in which Ada deploys a change of hers to prod, which needs an approval of ann or bob. */
async function approvedShop(gates: object = { approvals: 1 }, approvers: readonly Person[] = [ann, bob]) {
  const shop = await gatedShop(gates);
  const list = (people: readonly Person[]) =>
    writeFileSync(
      join(shop.root, 'environments/approvers'),
      people.map(({ name, publicKey }) => `${name} ${publicKey}\n`).join(''),
    );
  list(approvers);
  shop.prod('v1');
  await shop.commit('v1');
  return { ...shop, list };
}

/** Approves as a person. Ada, who is configured in the repository, goes on afterwards. */
async function approveAs(shop: GatedShop, { name, key }: Person, more: object = {}) {
  shop.git('config', 'user.email', name);
  shop.git('config', 'user.signingKey', key);
  try {
    return await approve({ ...shop.options, environment: 'prod', ...more });
  } finally {
    shop.git('config', 'user.email', 'ada@example.org');
  }
}

const reasonOf = async (shop: GatedShop) => (await failure(() => shop.deploy('prod')))[0]?.message;

test('a deploy waits for an approval, and the next change needs another one', async () => {
  const shop = await approvedShop();
  expect(await reasonOf(shop)).toContain('is closed: shop: 0 of 1 approvals (set by environments/prod.yaml)');
  const approval = await approveAs(shop, ann, { why: 'CHG-7' });
  expect(approval).toMatchObject({ approver: ann.name, applications: [{ application: 'shop' }], warnings: [] });
  expect(await shop.gates()).toMatchObject([{ state: 'open', evidence: `the approval of ${ann.name}` }]);
  await shop.deploy('prod');
  expect(await shop.gates()).toMatchObject([{ state: 'open' }]);

  shop.prod('v2');
  await shop.commit('v2');
  expect(await reasonOf(shop)).toContain('shop: 0 of 1 approvals');
  await approveAs(shop, bob);
  shop.prod('v3');
  await shop.commit('v3');
  expect(await reasonOf(shop)).toContain(`0 of 1 approvals; ${bob.name} approved something else`);
});

test('a change that removes the gate, or adds its author to the approvers, needs an approval of the old approvers', async () => {
  const eve = person('eve@example.org');
  const shop = await approvedShop();
  await approveAs(shop, ann);
  await shop.deploy('prod');

  shop.prod('v2', {}, {});
  shop.list([ann, bob, eve]);
  await shop.commit('no gate');
  const approval = await approveAs(shop, eve);
  expect(approval.warnings).toMatchObject([{ code: 'approval-unasked' }]);
  expect(await reasonOf(shop)).toContain(`${eve.name} is not an approver in the commit of the release that runs`);
  await approveAs(shop, bob);
  await shop.deploy('prod');
});

test('an older approval of the same version does not count again', async () => {
  const shop = await approvedShop();
  await approveAs(shop, ann);
  await shop.deploy('prod');
  for (const tag of ['v2', 'v0']) {
    shop.prod(tag);
    await shop.commit(tag);
    if (tag === 'v2') await approveAs(shop, ann);
    if (tag === 'v2') await shop.deploy('prod');
  }
  expect(await reasonOf(shop)).toContain('0 of 1 approvals');
});

test('without the history of git, the gate is closed', async () => {
  const shop = await approvedShop();
  await approveAs(shop, ann);
  await shop.deploy('prod');
  shop.prod('v2');
  await shop.commit('v2');
  await approveAs(shop, ann);
  writeFileSync(join(shop.root, '.git/shallow'), `${shop.git('rev-parse', 'HEAD')}\n`);
  expect(await reasonOf(shop)).toContain('the clone is shallow');
});

describe('towpath approve refuses', () => {
  const refused = async (shop: GatedShop, who: Person) => {
    const before = shop.git('rev-parse', 'HEAD');
    const issues = await failure(() => approveAs(shop, who));
    expect(shop.git('rev-parse', 'HEAD')).toBe(before);
    return issues;
  };

  test('the author of the change, and a key that is not in the list', async () => {
    const shop = await approvedShop();
    expect(await refused(shop, { ...ann, name: 'a@example.org' })).toMatchObject([{ code: 'approval-refused' }]);
    expect(await refused(shop, person('eve'))).toMatchObject([{ code: 'approval-refused' }]);
  });

  test('a checkout with changes, stale output, and a key that git cannot use', async () => {
    const shop = await approvedShop();
    expect(await refused(shop, { ...ann, key: '/nowhere' })).toMatchObject([{ code: 'approval-unsigned' }]);
    shop.prod('v2');
    expect(await refused(shop, ann)).toMatchObject([{ code: 'tree-dirty' }]);
    git(shop.root, 'commit', '--quiet', '-am', 'no synthesis');
    expect(await refused(shop, ann)).toMatchObject([{ code: 'output-stale' }]);
  });

  test('a commit without a list of approvers', async () => {
    const shop = await gatedShop({ approvals: 1 });
    shop.prod('v1');
    await shop.commit('v1');
    expect(await refused(shop, ann)).toMatchObject([{ code: 'approval-refused' }]);
    expect(await reasonOf(shop)).toContain('the commit has no file `environments/approvers`');
  });
});
