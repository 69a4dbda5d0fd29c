import { execFileSync } from 'node:child_process';
import { gitHistory } from '../../../src/actions/git/history';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

/** A checkout with three commits; the tags v1 and v3 stand on the first and on the third. */
function checkout(): { root: string; run: (...args: string[]) => string } {
  const root = folderWith({});
  const run = (...args: string[]) =>
    git(root, ...args)
      .toString()
      .trim();
  run('init', '--quiet', '--initial-branch=main');
  for (const [subject, tag] of [
    ['one', 'v1.0.0'],
    ['two \u001b[31m', ''],
    ['three', 'v3.0.0'],
  ] as const) {
    run('commit', '--quiet', '--allow-empty', '-m', subject);
    if (tag) run('tag', '-a', '-m', tag, tag);
  }
  return { root, run };
}

test('the commits between two tags, the newest first', () => {
  const { root, run } = checkout();
  const { commits, count } = gitHistory(root)?.between({ tag: 'v1.0.0' }, { tag: 'v3.0.0' }) ?? {};
  expect(count).toBe(2);
  expect(commits).toEqual([
    { id: run('rev-parse', 'HEAD'), subject: 'three' },
    { id: run('rev-parse', 'HEAD^'), subject: 'two \u001b[31m' },
  ]);
});

test('what git does not know is said', () => {
  const { root } = checkout();
  const history = gitHistory(root);
  expect(history?.between({ tag: 'v1.0.0' }, { tag: 'v9' })).toEqual({
    commits: [],
    unknown: 'git knows no commit of v9',
  });
  expect(history?.between({ digest: 'sha256:0' }, { tag: 'v9' }).unknown).toMatch('digest');
  const clone = folderWith({});
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${root}`, clone]);
  expect(gitHistory(clone)?.between({ tag: 'v1.0.0' }, { tag: 'v3.0.0' }).unknown).toMatch('shallow');
  expect(gitHistory(folderWith({}))).toBeUndefined();
});

test('a branch is recognized by its name as an image has it, and a tag of git is no branch', () => {
  const { root, run } = checkout();
  run('branch', 'feature/x');
  run('branch', 'v1.0.0');
  run('update-ref', 'refs/remotes/origin/release-2', 'HEAD');
  const history = gitHistory(root);
  const branches = ['main', 'feature-x', 'release-2', 'latest', 'v1.0.0', 'v3.0.0', 'x', 'origin-release-2'];
  expect(branches.filter((tag) => history?.isBranch(tag))).toEqual(['main', 'feature-x', 'release-2', 'latest']);
});

test.each(['main', 'nightly', 'latest'])(
  'an image tag `%s` is that of a branch, also beside a git tag of that name',
  (name) => {
    const { root, run } = checkout();
    run('tag', name);
    expect(gitHistory(root)?.isBranch(name)).toBe(true);
  },
);

test('of several tags on a commit, the latest version counts', () => {
  const { root, run } = checkout();
  for (const tag of ['stable', 'v3.0.1', 'v3.0.1-rc.1', 'a/b']) run('tag', tag);
  expect(gitHistory(root)?.tagOn(run('rev-parse', 'HEAD'))).toBe('v3.0.1');
  expect(gitHistory(root)?.tagOn(run('rev-parse', 'HEAD^'))).toBeUndefined();
});

test('which of two tags is older, and nothing of those on two branches', () => {
  const { root, run } = checkout();
  run('checkout', '--quiet', '-b', 'hotfix', 'v1.0.0');
  run('commit', '--quiet', '--allow-empty', '-m', 'fix');
  run('tag', 'v1.0.1');
  const history = gitHistory(root);
  expect(history?.isOlder('v1.0.0', 'v3.0.0')).toBe(true);
  expect(history?.isOlder('v3.0.0', 'v1.0.0')).toBe(false);
  expect(history?.isOlder('v1.0.1', 'v3.0.0')).toBeUndefined();
  expect(history?.isOlder(run('rev-parse', 'v1.0.0^{commit}'), 'v1.0.1')).toBe(true);
});
