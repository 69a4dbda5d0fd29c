import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headOf, sourceCommitOf } from '../../src/actions/deploy/source';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';

function checkout(files: Readonly<Record<string, string>> = { known: '' }): string {
  const root = folderWith(files);
  git(root, 'init', '--quiet');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  return root;
}

it('names the commit', () => {
  const root = checkout();
  expect(sourceCommitOf(root)).toEqual({ commit: git(root, 'rev-parse', 'HEAD').toString().trim() });
});

it.each(['known', 'unknown'])(
  'reports that the file %s differs from the commit, whatever the configuration of git hides',
  (file) => {
    const root = checkout();
    git(root, 'config', 'status.showUntrackedFiles', 'no');
    writeFileSync(join(root, file), 'changed');
    expect(sourceCommitOf(root)).toEqual({ commit: expect.any(String), dirty: true });
  },
);

it('names the commit in every folder of a checkout, through a link, and in a second worktree', () => {
  const [root, elsewhere] = [checkout({ 'a/b/known': '' }), folderWith({})];
  git(root, 'worktree', 'add', '--quiet', join(elsewhere, 'second'));
  symlinkSync(join(root, 'a/b'), join(elsewhere, 'link'));
  const commit = git(root, 'rev-parse', 'HEAD').toString().trim();
  const folders = [join(root, 'a/b'), join(elsewhere, 'link'), join(elsewhere, 'second/a')];
  expect(folders.map(sourceCommitOf)).toEqual([{ commit }, { commit }, { commit }]);
});

it('names the commit of the repository that GIT_DIR names', () => {
  process.env.GIT_DIR = join(checkout(), '.git');
  try {
    expect(headOf(folderWith({}))).toMatch(/^[0-9a-f]{40}$/);
  } finally {
    delete process.env.GIT_DIR;
  }
});

it('returns nothing outside a checkout, in a folder that does not exist, and before the first commit', () => {
  const root = folderWith({});
  expect(sourceCommitOf(root)).toEqual({});
  expect(sourceCommitOf(join(root, 'nowhere'))).toEqual({});
  git(root, 'init', '--quiet');
  expect(sourceCommitOf(root)).toEqual({});
});
