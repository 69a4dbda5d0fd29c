import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn } from '../helpers/cli';
import { promoting } from './promoting';

let shop: Awaited<ReturnType<typeof promoting>>;
beforeAll(async () => {
  shop = await promoting();
}, 120_000);
beforeEach(() => shop.restore());

const calls = () => readFileSync(join(shop.bin, 'calls'), 'utf8').split('\n');

test('the versions, the commits and the changed fields are shown before anything is written', async () => {
  shop.git('tag', 'v1');
  shop.git('commit', '--quiet', '--allow-empty', '-m', 'A fix \u001b[31m@team');
  shop.git('tag', 'v2');
  const { code, stdout } = await shop.promote(['--dry-run']);
  expect(code).toBe(0);
  for (const fact of ['dev → prod', 'shop/api', '1 commit from v1 to v2', 'A fix \\u001b[31m@team', 'prod: pin only'])
    expect(stdout).toContain(fact);
  expect(stdout).toContain('containers.api.image: example/api:v1 → example/api:v2');
  expect(shop.git('status', '--porcelain')).toBe('');
  const markdown = await shop.promote(['--dry-run', '-o', 'markdown']);
  expect(markdown.stdout).toMatch(/^- `[0-9a-f]{7} A fix \\u001b\[31m@team`$/m);
});

test('JSON holds the promotion and what was done', async () => {
  const { stdout } = await shop.promote(['--commit', '-o', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({
    promotion: { from: 'dev', to: 'prod', taken: 'pins', moves: [{ flow: 'api' }, { flow: 'wrk' }] },
    isDone: true,
    commit: shop.git('rev-parse', 'HEAD'),
  });
});

test.each([
  ['gh', 'https://github.example/shop.git'],
  ['glab', 'https://gitlab.example/shop.git'],
])('%s opens one pull request, however often the command runs', async (program, url) => {
  shop.git('remote', 'set-url', 'origin', url);
  shop.git('remote', 'set-url', '--push', 'origin', shop.remote);
  const args = ['--branch', 'to-prod', '--pull-request'];
  for (let run = 0; run < 2; run++) {
    const { code, stdout } = await shop.promote(args);
    expect(code).toBe(0);
    expect(stdout).toContain('pull request: https://forge.example/1');
  }
  const created = calls().filter((call) => / create /.test(call));
  expect(created).toHaveLength(1);
  // The remote repository cannot be asked for the branch, so the default branch is the base.
  expect(created[0]).toContain(' to-prod --title Promote shop v2 from dev to prod');
  const text = program === 'gh' ? readFileSync(join(shop.bin, 'body'), 'utf8') : calls().join('\n');
  expect(text).toContain('| shop/api | `v1` | `v2` |');
});

test('a pull request is opened against the branch that the promotion was made from, also by a repeated command', async () => {
  shop.git('switch', '--quiet', '--create', 'next');
  shop.git('push', '--quiet', 'origin', 'next');
  const args = ['--branch', 'to-prod', '--pull-request'];
  await shop.promote(args, { env: { KILL_BEFORE: 'create' } });
  expect((await shop.promote(args)).code).toBe(0);
  expect(calls().filter((call) => call.includes(' create '))).toEqual([expect.stringContaining(' --base next ')]);
});

test('an answer of the program for pull requests is an address or an error', async () => {
  const env = { ADDRESS: 'javascript:alert(1)' };
  const outcome = await shop.promote(['--branch', 'to-prod', '--pull-request'], { env });
  expect(codesIn(outcome)).toEqual(['forge-refused']);
  expect(outcome.code).toBe(3);
});

test.each([
  [['--deploy', '--branch', 'b', '--pull-request'], /cannot be used/],
  [['--release', '3'], /cannot be used/],
  [['--release', 'x'], /number of a release/],
])('%j is a usage error', async (args, message) => {
  const { code, stderr } = await shop.promote(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
