import type { SourceCommit } from '../../release/desired';
import { gitText } from '../diff/git';

/** The commit that is checked out; undefined outside a checkout, or without git. */
export function headOf(root: string): string | undefined {
  return gitText(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}') || undefined;
}

/** The commit of a workspace, as far as git knows; empty outside a checkout, or without git. */
export function sourceCommitOf(root: string): SourceCommit {
  const commit = headOf(root);
  if (!commit) return {};
  // `--untracked-files` overrides a user's configuration that hides such files. Without `--no-optional-locks`,
  // `git status` locks the index, and a commit of another process fails at that moment.
  const changes = gitText(root, '--no-optional-locks', 'status', '--porcelain', '--untracked-files=normal', '--', '.');
  return changes === '' ? { commit } : { commit, dirty: true };
}
