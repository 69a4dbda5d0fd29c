import { writeFileSync } from 'node:fs';
import { type Person, person, type SignedShop, signedShop } from '../actions/gates/signed-shop';

let ann: Person;
let bob: Person;
let shop: SignedShop;

beforeAll(() => {
  ann = person('ann');
  bob = person('bob');
});

beforeEach(() => {
  shop = signedShop([ann, bob]);
  shop.change('v2');
});

const none = /^0 of 1 approvals/;

/** Stores the text of a commit, and returns its id. */
function stored(raw: string): string {
  const file = `${shop.root}/.git/forged`;
  writeFileSync(file, `${raw}\n`);
  return shop.git('hash-object', '-t', 'commit', '-w', file);
}

describe('approvals of a change', () => {
  test('without an approval the gate is closed', () => {
    expect(shop.state(1)).toEqual({ reason: '0 of 1 approvals' });
  });

  test('two approvers count as two, and are named', () => {
    shop.approve(ann);
    expect(shop.state(2).reason).toBe('1 of 2 approvals, by ann');
    shop.approve(bob);
    expect(shop.state(2)).toEqual({ evidence: 'the approval of ann and bob' });
  });

  test('two approvals by one person count once', () => {
    shop.approve(ann);
    shop.approve(ann);
    expect(shop.state(2).reason).toBe('1 of 2 approvals, by ann');
  });

  test('a later change of the files voids an approval, and a commit of other files does not', () => {
    shop.approve(ann);
    shop.commit('author@example.org', 'nothing');
    expect(shop.state(1)).toHaveProperty('evidence');
    shop.change('v3');
    expect(shop.state(1).reason).toBe('0 of 1 approvals; ann approved something else');
  });

  test('an approval of another environment does not count', () => {
    shop.approve(ann, 'tst');
    expect(shop.state(1).reason).toMatch(none);
  });

  test('an approval of another application does not count', () => {
    shop.approve(ann, 'prod', 'ann@example.org', 'other');
    expect(shop.state(1).reason).toMatch(none);
  });

  test('an approval on a branch that is not merged does not count', () => {
    const before = shop.git('rev-parse', 'HEAD');
    shop.approve(ann);
    expect(shop.state(1, { commit: before }).reason).toMatch(none);
  });
});

describe('an author of the change does not count', () => {
  test('with the address of the change as address of the approval', () => {
    shop.change('v3', 'ANN@example.org');
    shop.approve(ann);
    expect(shop.state(1).reason).toBe(
      '0 of 1 approvals; ann approved as ann@example.org, who is an author of the change',
    );
  });

  test('with another address in the approval, if the list of approvers names the address', () => {
    const named = { ...ann, name: 'ann@example.org' };
    shop = signedShop([named]);
    shop.change('v2', 'ann@example.org');
    shop.approve(named, 'prod', 'other@example.org');
    expect(shop.state(1).reason).toMatch(/is an author of the change$/);
  });

  test('with a signed change under another address', () => {
    shop.change('v3', 'someone@example.org');
    const sign = ['-c', 'gpg.format=ssh', '-c', `user.signingKey=${ann.key}`];
    shop.git(...sign, 'commit', '--quiet', '--amend', '--no-edit', '-S');
    shop.approve(ann);
    expect(shop.state(1).reason).toBe('0 of 1 approvals; ann is an author of the change');
  });
});

describe('keys that do not count', () => {
  test('an approver who is added in the change', () => {
    const eve = person('eve');
    shop.allow([ann, bob, eve]);
    shop.commit('author@example.org', 'approvers');
    shop.approve(eve);
    expect(shop.state(1).reason).toBe(
      '0 of 1 approvals; eve is not an approver in the commit of the release that runs',
    );
    expect(shop.state(1, { knowsApprovers: false })).toHaveProperty('evidence');
  });

  test('an approver who is removed since the release', () => {
    shop.allow([bob]);
    shop.commit('author@example.org', 'approvers');
    shop.approve(ann);
    expect(shop.state(1).reason).toMatch(/does not count: no approver has the key$/);
  });

  test('one person whose second key gets another name in the change counts once', () => {
    const second = { ...person('ann'), name: 'ann' };
    shop = signedShop([ann, second]);
    shop.allow([ann, { ...second, name: 'zoe' }]);
    shop.commit('author@example.org', 'approvers');
    shop.approve(ann);
    shop.approve(second);
    expect(shop.state(2).reason).toBe('1 of 2 approvals, by ann');
  });

  test('a trailer in a commit that is not signed', () => {
    shop.forge();
    expect(shop.state(1).reason).toMatch(/does not count: the commit is not signed$/);
  });

  test('a signature of OpenPGP, which git would verify with the key ring of the user', () => {
    shop.approve(ann);
    const raw = shop.git('cat-file', 'commit', 'HEAD').replaceAll('SSH SIGNATURE', 'PGP SIGNATURE');
    expect(shop.state(1, { commit: stored(raw) }).reason).toMatch(/does not count: the signature is not of SSH$/);
  });

  test('a signature of one commit in another commit', () => {
    shop.approve(ann);
    const raw = shop.git('cat-file', 'commit', 'HEAD').replace('\n\napprove\n', '\n\nforged\n');
    const forged = stored(raw);
    expect(shop.state(1, { commit: forged }).reason).toMatch(/does not count: the signature is not valid$/);
  });
});

test.each(['$(touch pwned)', '--help', 'ann;x', '*', 'a\u001b[31m'])(
  'the name %j of an approver is only a name',
  (name) => {
    const hostile = { ...ann, name: `"${name}"` };
    shop = signedShop([hostile]);
    shop.change('v2');
    shop.approve(hostile, 'prod', 'other@example.org');
    expect(shop.state(1)).toHaveProperty('evidence', expect.stringContaining('the approval of '));
    expect(shop.git('status', '--porcelain')).toBe('');
  },
);
