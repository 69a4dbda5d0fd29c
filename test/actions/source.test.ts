import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceCommitOf } from '../../src/actions/deploy/source';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';

function checkout(): string {
  const root = folderWith({ known: '' });
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

it('returns nothing outside a checkout', () => {
  expect(sourceCommitOf(folderWith({}))).toEqual({});
});
