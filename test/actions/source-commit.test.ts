import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceCommit } from '../../src/actions/deploy/source-commit';
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
  expect(sourceCommit(root)).toBe(git(root, 'rev-parse', 'HEAD').toString().slice(0, 12));
});

it.each(['known', 'unknown'])('says that the file %s differs from the commit, whatever git is told to hide', (file) => {
  const root = checkout();
  git(root, 'config', 'status.showUntrackedFiles', 'no');
  writeFileSync(join(root, file), 'changed');
  expect(sourceCommit(root)).toMatch(/^[0-9a-f]{12}-dirty$/);
});

it('says nothing outside a checkout', () => {
  expect(sourceCommit(folderWith({}))).toBeUndefined();
});
