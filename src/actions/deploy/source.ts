import { spawnSync } from 'node:child_process';
import type { Source } from '../../release/desired';

/** What a workspace is made from, as far as git knows; empty outside a checkout, or without git. */
export function sourceOf(root: string): Source {
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
  return git('status', '--porcelain', '--', '.') === '' ? { commit } : { commit, dirty: true };
}
