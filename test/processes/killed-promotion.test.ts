import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { root as repository } from '../project/repository';
import { promoting } from './promoting';

const node = ['--require', join(repository, 'test/fixtures/kill-at.cjs')];
const all = ['--branch', 'to-prod', '--pull-request'];

let shop: Awaited<ReturnType<typeof promoting>>;
let changes: number;

beforeAll(async () => {
  shop = await promoting();
  const { stderr } = await shop.promote([], { node, env: { KILL_BELOW: shop.root } });
  changes = Number(/changes: (\d+)/.exec(stderr)?.[1]);
}, 120_000);
beforeEach(() => shop.restore());

/** What the whole command leaves, however often it was interrupted before. */
async function finishes(args: readonly string[]): Promise<void> {
  expect(await shop.promote(args)).toMatchObject({ code: 0 });
  expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
  expect(shop.git('log', '-1', '--format=%s')).toBe('Promote shop v2 from dev to prod');
  expect(
    shop
      .git('status', '--porcelain')
      .replace(/^\?\? .*\.tmp$/gm, '')
      .trim(),
  ).toBe('');
  expect(shop.pushed('to-prod')).toBe(shop.git('rev-parse', 'HEAD'));
  const calls = readFileSync(join(shop.bin, 'calls'), 'utf8');
  expect(calls.match(/ create /g)).toHaveLength(1);
  expect(await towpath(shop.root, ['synth', '--check'])).toMatchObject({ code: 0 });
}

test.each(['switch', 'add', 'commit', 'push', 'create'])(
  'a promotion that is killed before or after `%s` is finished by the same command',
  async (step) => {
    for (const moment of ['KILL_BEFORE', 'KILL_AFTER']) {
      shop.restore();
      expect(await shop.promote(all, { env: { [moment]: step } })).toMatchObject({ signal: 'SIGKILL' });
      await finishes(all);
    }
  },
);

test('every write of a promotion is observed', () => {
  expect(changes).toBeGreaterThan(10);
});

test.each([0, 0.3, 0.6, 0.9, 1])(
  'a promotion that is killed at %d of its writes has whole files, and is finished by the same command',
  async (share) => {
    const step = 1 + Math.floor(share * (changes - 1));
    const env = { KILL_BELOW: shop.root, KILL_AT: String(step) };
    expect(await shop.promote(all, { node, env })).toMatchObject({ signal: 'SIGKILL' });
    expect(readFileSync(join(shop.root, 'environments/prod.yaml'), 'utf8')).toMatch(
      /^promotesFrom: \[dev\]\nnamespace: shop-v1\napps: \{ shop: \{ tag: v[12] \} \}\n$/,
    );
    await finishes(all);
  },
);

test('two promotions at once end with one commit, or tell the second that it came too late', async () => {
  const outcomes = await Promise.all([shop.promote(['--commit']), shop.promote(['--commit'])]);
  expect(outcomes.map(({ code }) => code)).toContain(0);
  for (const { code, stderr } of outcomes)
    if (code !== 0) expect(stderr).toMatch(/error (promotion-overtaken|tree-dirty|output-stale)/);
  expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
  expect(await shop.promote(['--commit'])).toMatchObject({ code: 0 });
  expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
  expect(shop.git('status', '--porcelain')).toBe('');
});

test('two promotions at once to different branches: each commit is on the branch that its command names', async () => {
  const outcomes = await Promise.all([shop.promote(['--branch', 'b1']), shop.promote(['--branch', 'b2'])]);
  expect(outcomes.map(({ code }) => code)).toContain(0);
  for (const [index, { code, stderr }] of outcomes.entries()) {
    if (code === 0) expect(shop.git('rev-list', '--count', `b${index + 1}`)).toBe('2');
    else expect(stderr).toMatch(/error (promotion-overtaken|tree-dirty|output-stale)/);
  }
  expect(shop.git('status', '--porcelain')).toBe('');
});
