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
  // The option overrides a user's configuration that hides untracked files.
  const changes = gitText(root, 'status', '--porcelain', '--untracked-files=normal', '--', '.');
  return changes === '' ? { commit } : { commit, dirty: true };
}
