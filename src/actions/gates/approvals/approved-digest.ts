import { createHash } from 'node:crypto';
import { filesAt } from '../../diff/git';
import { gitOutput } from '../../git/run-git';

/**
 * A digest of files and folders as a commit has them: `sha256:…`. It covers paths, modes, links and contents.
 *
 * @param paths relative to the workspace, with `/`
 * @throws TowpathError if the checkout lacks the commit or one of the files
 */
export function approvedDigest(root: string, commit: string, paths: readonly string[]): string {
  if (paths.length === 0) throw new Error('an approval names at least one file');
  const sorted = [...paths].sort();
  const listed = gitOutput(root, 'list the files of a commit', [
    ...['--no-replace-objects', 'ls-tree', '-r', '-z', commit, '--', ...sorted],
  ]);
  const contents = [...filesAt(root, commit, sorted)];
  return `sha256:${createHash('sha256')
    .update(JSON.stringify([listed, contents]))
    .digest('hex')}`;
}
