import { spawnSync } from 'node:child_process';
import type { SourceCommit } from '../../release/desired';

/** The commit of a workspace, as far as git knows; empty outside a checkout, or without git. */
export function sourceCommitOf(root: string): SourceCommit {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return status === 0 ? stdout.trim() : undefined;
  };
  const commit = git('rev-parse', '--verify', 'HEAD^{commit}');
  if (!commit) return {};
  // The option overrides a user's configuration that hides untracked files.
  const changes = git('status', '--porcelain', '--untracked-files=normal', '--', '.');
  return changes === '' ? { commit } : { commit, dirty: true };
}
