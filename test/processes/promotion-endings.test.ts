import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutLogin } from '../../src/actions/promote/endings/push';
import { shopIn, type Workspace } from '../actions/promote/shop';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

const codes = async (work: () => Promise<unknown>) => (await failure(work)).map(({ code }) => code);

function remoteOf(shop: Workspace): string {
  const remote = folderWith({});
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  shop.git('remote', 'add', 'origin', remote);
  shop.git('push', '--quiet', 'origin', 'main');
  return remote;
}

const head = (folder: string, ref: string) =>
  execFileSync('git', ['rev-parse', ref], { cwd: folder }).toString().trim();

describe('--commit', () => {
  test('commits the environment file and the output, with trailers, and nothing else', async () => {
    const shop = await shopIn();
    const { commit, branch } = await shop.promote({ commit: true, why: 'release\nPromoted-To: dev  day' });
    expect({ commit, branch }).toEqual({ commit: shop.git('rev-parse', 'HEAD'), branch: 'main' });
    expect(shop.git('status', '--porcelain')).toBe('');
    const changed = shop.git('diff', '--name-only', 'HEAD^', 'HEAD').split('\n');
    expect(changed.filter((path) => !path.startsWith('dist/'))).toEqual(['environments/prod.yaml']);
    expect(changed.filter((path) => !/prod/.test(path))).toEqual([]);
    expect(shop.git('log', '-1', '--format=%(trailers:only)').split('\n')).toEqual([
      'Promoted-From: tst',
      'Promoted-To: prod',
      'Promoted-Version: v2.0.0 shop/admin shop/migrate shop/web shop/wrk',
      'Promoted-By: Ada <ada@example.org>',
      'Promoted-Why: release Promoted-To: dev day',
    ]);
  });

  test('leaves what is staged elsewhere in the repository', async () => {
    const shop = await shopIn();
    const inner = await shopIn({ hasGit: false });
    execFileSync('cp', ['-r', inner.root, join(shop.root, 'inner')]);
    shop.git('add', '-A');
    shop.git('commit', '--quiet', '-m', 'inner');
    writeFileSync(join(shop.root, 'outside.txt'), 'x');
    shop.git('add', 'outside.txt');
    await shop.promote({ root: join(shop.root, 'inner'), commit: true });
    expect(shop.git('status', '--porcelain')).toBe('A  outside.txt');
    expect(shop.git('show', '--stat', '--format=', 'HEAD')).toContain('inner/environments/prod.yaml');
  });

  test('works if the output is ignored, and in a worktree', async () => {
    const shop = await shopIn({ files: { '.gitignore': 'dist/\n' } });
    const worktree = join(folderWith({}), 'tree');
    shop.git('worktree', 'add', '--quiet', '-b', 'other', worktree);
    execFileSync('cp', ['-r', join(shop.root, 'dist'), worktree]);
    expect(await shop.promote({ root: worktree, commit: true })).toMatchObject({ branch: 'other' });
    expect(shop.git('diff', '--name-only', 'main', 'other')).toBe('environments/prod.yaml');
  });
});

describe('nothing is written', () => {
  test.each([
    ['another file is changed', (shop: Workspace) => shop.write('notes.txt', 'x'), 'tree-dirty'],
    [
      'the environment file is changed',
      (shop: Workspace) => shop.write('environments/prod.yaml', `${shop.read('environments/prod.yaml')}# note\n`),
      'tree-dirty',
    ],
    ['no branch is checked out', (shop: Workspace) => shop.git('checkout', '--quiet', '--detach'), 'head-detached'],
  ])('if %s', async (_, change, code) => {
    const shop = await shopIn();
    change(shop);
    const before = shop.read('environments/prod.yaml');
    expect(await codes(() => shop.promote({ commit: true }))).toEqual([code]);
    expect(shop.read('environments/prod.yaml')).toBe(before);
  });

  test('without a checkout, or without a commit', async () => {
    const shop = await shopIn({ hasGit: false });
    expect(await codes(() => shop.promote({ commit: true }))).toEqual(['git-unavailable']);
    shop.git('init', '--quiet');
    expect(await codes(() => shop.promote({ commit: true }))).toEqual(['git-unavailable']);
  });

  test('if the output was committed stale, although it is right on disk', async () => {
    const shop = await shopIn();
    shop.git('rm', '--quiet', '--cached', 'dist/prod/shop/web-service.yaml');
    shop.git('commit', '--quiet', '-m', 'lost');
    expect(await codes(() => shop.promote({ commit: true }))).toEqual(['tree-dirty']);
  });

  test('if the branch or the remote repository cannot be used, and all of it is told', async () => {
    const shop = await shopIn();
    shop.git('branch', 'taken');
    expect(await codes(() => shop.promote({ branch: 'taken', push: true }))).toEqual([
      'branch-unusable',
      'remote-unclear',
    ]);
    for (const branch of ['refs/heads/x', '@{-1}', '-b', 'a..b', 'x y', '']) {
      expect(await codes(() => shop.promote({ branch }))).toEqual(['branch-unusable']);
    }
    expect(await codes(() => shop.promote({ pullRequest: true }))).toEqual(['branch-unusable', 'remote-unclear']);
    expect(shop.git('status', '--porcelain')).toBe('');
    expect(shop.git('branch', '--format=%(refname:short)').split('\n')).toEqual(['main', 'taken']);
  });
});

test.each([
  ['index.lock', { commit: true }],
  ['HEAD.lock', { commit: true }],
  ['refs/heads/to-prod.lock', { branch: 'to-prod' }],
])('the lock file %s of a git that was killed is named, and the command goes on without it', async (lock, ending) => {
  const shop = await shopIn();
  const file = join(shop.root, '.git', lock);
  writeFileSync(file, '');
  const [issue, ...others] = await failure(() => shop.promote(ending));
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'git-locked', message: expect.stringContaining(file) });
  rmSync(file);
  await shop.promote(ending);
  expect(shop.git('status', '--porcelain')).toBe('');
  expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
});

test('a hook that refuses the commit is told, and the same command goes on afterwards', async () => {
  const shop = await shopIn();
  const hook = join(shop.root, '.git/hooks/pre-commit');
  writeFileSync(hook, '#!/bin/sh\necho "no \u001b[31mfreeze" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
  const [issue, ...others] = await failure(() => shop.promote({ commit: true }));
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'git-refused' });
  expect(issue?.message).not.toContain('\u001b');
  writeFileSync(hook, '#!/bin/sh\nexit 0\n');
  const { commit, promotion } = await shop.promote({ commit: true });
  expect(promotion.moves).toHaveLength(4);
  expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
  expect(commit).toBe(shop.git('rev-parse', 'HEAD'));
});

describe('--push', () => {
  test('can be repeated, also after it was interrupted', async () => {
    const shop = await shopIn();
    const remote = remoteOf(shop);
    const first = await shop.promote({ branch: 'to-prod' });
    expect(shop.git('branch', '--show-current')).toBe('to-prod');
    for (let run = 0; run < 2; run++) {
      const again = await shop.promote({ branch: 'to-prod', push: true });
      expect(again).toMatchObject({ commit: first.commit, branch: 'to-prod', pushedTo: 'origin' });
      expect(again.promotion.moves).toEqual(first.promotion.moves);
      expect(head(remote, 'to-prod')).toBe(first.commit);
    }
    expect(shop.git('rev-list', '--count', 'HEAD')).toBe('2');
  });

  test('that the remote repository rejects is told, and the commit stays', async () => {
    const [shop, other] = [await shopIn(), folderWith({})];
    const remote = remoteOf(shop);
    execFileSync('git', ['clone', '--quiet', remote, other]);
    const args = [
      '-c',
      'user.name=b',
      '-c',
      'user.email=b@example.org',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'x',
    ];
    execFileSync('git', args, { cwd: other });
    execFileSync('git', ['push', '--quiet'], { cwd: other });
    expect(await codes(() => shop.promote({ push: true }))).toEqual(['push-rejected']);
    expect(shop.git('log', '-1', '--format=%s')).toBe('Promote shop v2.0.0 from tst to prod');
    shop.git('pull', '--quiet', '--rebase', 'origin', 'main');
    expect(await shop.promote({ push: true })).toMatchObject({ pushedTo: 'origin' });
    expect(head(remote, 'main')).toBe(shop.git('rev-parse', 'HEAD'));
  });

  test('to a remote repository that cannot be reached shows no password', async () => {
    const shop = await shopIn();
    shop.git('remote', 'add', 'origin', 'http://ada:canary-password@127.0.0.1:1/x.git');
    const issues = await failure(() => shop.promote({ push: true }));
    expect(issues.map(({ code }) => code)).toEqual(['git-refused']);
    expect(JSON.stringify(issues)).not.toContain('canary-password');
  });
});

test.each([
  ['https://ada:secret@example.org/x.git', 'https://example.org/x.git'],
  ["fatal: unable to access 'http://token@example.org/': no", "fatal: unable to access 'http://example.org/': no"],
  ['https://example.org/a@b', 'https://example.org/a@b'],
])('a message never shows a login: %s', (text, shown) => {
  expect(withoutLogin(text)).toBe(shown);
});

test('a pull request is refused before the first write if no program can open it', async () => {
  const shop = await shopIn();
  shop.git('remote', 'add', 'origin', 'git@github.com:example/shop.git');
  expect(await codes(() => shop.promote({ branch: 'to-prod', pullRequest: true }))).toEqual(['forge-unavailable']);
  expect(shop.git('status', '--porcelain')).toBe('');
  expect(shop.git('branch', '--show-current')).toBe('main');
});
