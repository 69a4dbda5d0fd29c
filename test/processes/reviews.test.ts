import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type GatedShop, gatedShop } from '../actions/gates/shop';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

/** Stands in for the programs of the forges, which need an account: it prints the file of the path that is asked for. */
const forgeProgram = `#!/bin/sh
test "$1" = --version && exit
test "$1 $2" = 'api --paginate' || exit 9
file="$(dirname "$0")/$(printf %s "$3" | tr -c 'a-zA-Z0-9\\n' _)"
test -f "$file" || { echo 'HTTP 404' >&2; exit 1; }
cat "$file"
`;

const path = process.env.PATH;
let forge: string;

beforeEach(() => {
  forge = folderWith({ gh: forgeProgram, glab: forgeProgram });
  for (const program of ['gh', 'glab']) chmodSync(join(forge, program), 0o755);
  process.env.PATH = [forge, path].join(delimiter);
});

afterEach(() => {
  process.env.PATH = path;
  jest.useRealTimers();
});

/** What the forge answers for a path of its API. */
function answers(asked: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  writeFileSync(join(forge, asked.replace(/[^a-zA-Z0-9]/g, '_')), text);
}

async function reviewedShop(remote = 'https://github.com/example/shop.git') {
  const shop = await gatedShop({ reviews: 1 });
  shop.git('remote', 'add', 'origin', remote);
  await shop.deploy('prod', { override: 'begin' });
  shop.prod('v1');
  await shop.commit('v1');
  return shop;
}

const reasonOf = async (shop: GatedShop) => (await failure(() => shop.deploy('prod')))[0]?.message ?? 'open';

const headOf = (shop: GatedShop) => shop.git('rev-parse', 'HEAD');

/** The pull request 7 of ada brought all commits. */
function brought(shop: GatedShop, merged_at: string | null = '2026-11-01T00:00:00Z') {
  for (const commit of shop.git('log', '--format=%H').split('\n'))
    answers(`repos/{owner}/{repo}/commits/${commit}/pulls`, [
      { number: 7, merged_at, user: { login: 'ada' }, head: { sha: headOf(shop) } },
    ]);
}

const reviews = 'repos/{owner}/{repo}/pulls/7/reviews';

test('a deploy waits until somebody else has approved the pull request of each commit', async () => {
  const shop = await reviewedShop();
  brought(shop, null);
  expect(await reasonOf(shop)).toContain('came without a pull request');
  brought(shop);
  const by = (login: string, state = 'APPROVED', commit_id = headOf(shop)) => ({ user: { login }, state, commit_id });
  const refused: unknown[][] = [
    [],
    [by('ada')],
    [by('bob', 'COMMENTED')],
    [by('bob', 'APPROVED', 'f'.repeat(40))],
    [by('bob'), by('bob', 'CHANGES_REQUESTED')],
    [by('bob'), by('bob', 'DISMISSED')],
  ];
  for (const list of refused) {
    answers(reviews, list);
    expect(await reasonOf(shop)).toContain('#7 has 0 of 1 approvals');
  }
  answers(reviews, `${JSON.stringify([by('ada')])}\n${JSON.stringify([by('bob'), by('bob', 'COMMENTED')])}`);
  expect(await shop.gates()).toMatchObject([{ state: 'open', evidence: 'the review of #7' }]);
  await shop.deploy('prod');
});

test('an answer of another form, and a program that fails, close the gate and are told', async () => {
  const shop = await reviewedShop();
  expect(await reasonOf(shop)).toContain('`gh` cannot tell about reviews: HTTP 404');
  brought(shop);
  for (const text of ['', '{}', '[{"user":"bob"}]', '<html>\u001b[31m', '[1,']) {
    answers(reviews, text);
    const message = await reasonOf(shop);
    expect(message).toContain('gave an answer in an unknown form');
    expect(message).not.toContain('\u001b');
  }
});

test('GitLab names who approved a merge request', async () => {
  const shop = await reviewedShop('git@gitlab.example.org:example/shop.git');
  const request = { iid: 3, state: 'merged', author: { username: 'ada' } };
  for (const one of shop.git('log', '--format=%H').split('\n'))
    answers(`projects/:id/repository/commits/${one}/merge_requests`, [request]);
  const approvals = 'projects/:id/merge_requests/3/approvals';
  answers(approvals, { approved_by: [{ user: { username: 'ada' } }] });
  expect(await reasonOf(shop)).toContain('!3 has 0 of 1 approvals');
  answers(approvals, { approved_by: [{ user: { username: 'bob' } }] });
  await shop.deploy('prod');
});
