import { spawnSync } from 'node:child_process';

/**
 * The commit that a workspace is at, with `-dirty` where files differ from it.
 * @returns undefined outside a checkout, or without git
 */
export function sourceCommit(root: string): string | undefined {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return status === 0 ? stdout.trim() : undefined;
  };
  const commit = git('rev-parse', '--short=12', 'HEAD');
  if (!commit) return undefined;
  // Whatever its user's configuration says of files that git does not know.
  return git('status', '--porcelain', '--untracked-files=normal', '--', '.') === '' ? commit : `${commit}-dirty`;
}
